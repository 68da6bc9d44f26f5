import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { manyFollowers, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { chenZhiyuan, linXiaotong } from '../../simulator/scenarios/default/members.ts'
import { ordinaryCustomers } from '../../simulator/scenarios/default/ordinary-customers.ts'
import type { Customer } from '../../simulator/scenarios/scenario.ts'
import type { Fault } from '../../simulator/world/faults.ts'
import { useBrowser } from './support/browser.ts'
import type { WecomTab } from './support/browser.ts'
import { sampleCustomers } from './support/customer-sampler.ts'
import type { Sample } from './support/customer-sampler.ts'
import { waitForName } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
beforeEach(() => stack.simulator.world.faults.replace([]))
afterAll(() => stack.close())
const { newWebview } = useBrowser()

const customers = [withUnionId, manyFollowers, ...ordinaryCustomers]
const find = (externalUserId: string | undefined) =>
  customers.find(customer => customer.externalUserId === externalUserId)

/** The customer a chat belongs to. */
function customerOf(chatId: string): Customer {
  return find(stack.simulator.world.scenario.chats.find(({ id }) => id === chatId)?.externalUserId)!
}

/** The title of the page: the member's remark, else the nickname. Each customer has another one. */
function titleOf({ name, follows }: Customer): string {
  return follows.find(({ userId }) => userId === linXiaotong.userId)!.remark || name
}

/**
 * Checks that every frame with a customer shows one person, the one that the client has named. In the first frames the
 * ids are still on their way.
 *
 * @returns the number of frames with a customer and the unionid
 */
function expectNoOtherCustomer(samples: Sample[]): number {
  const shown = samples.filter(({ name }) => name !== undefined)
  for (const sample of shown) {
    const owner = customers.find(customer => titleOf(customer) === sample.name)
    expect(owner, JSON.stringify(sample)).toBeDefined()
    if (sample.unionId) expect(sample.unionId, JSON.stringify(sample)).toBe(owner!.unionId)
    if (sample.asking === 0) expect(owner, JSON.stringify(sample)).toBe(find(sample.answered))
  }
  return shown.filter(({ unionId }) => unionId).length
}

/** Waits until a recorded frame shows this customer, with all ids: the page may show them before the sampler runs. */
async function expectWhole(samples: Sample[], { unionId }: Customer): Promise<void> {
  await expect.poll(() => samples.at(-1)?.unionId).toBe(unionId)
}

/** The member opens another chat while the page stays loaded. The page only notices that it came to the front. */
async function switchInPlace({ page, client }: WecomTab, chatId: string): Promise<void> {
  client.chatId = chatId
  await page.evaluate(() => {
    document.dispatchEvent(new Event('visibilitychange'))
    dispatchEvent(new Event('focus'))
  })
}

const tenChats = [
  'ordinary-01', 'with-unionid', 'ordinary-02', 'many-followers', 'ordinary-03', 'with-unionid', 'ordinary-04',
  'ordinary-05', 'many-followers', 'ordinary-06',
]

describe('switching chats in place', () => {
  it('ten times fast ends with the right customer and never shows another', async () => {
    const tab = await newWebview(stack, { chatId: 'with-unionid' })
    const samples = await sampleCustomers(tab.context)
    await tab.page.goto(`${stack.url}/`)
    await expectWhole(samples, withUnionId)
    for (const chatId of tenChats) await switchInPlace(tab, chatId)
    await waitForName(tab.page, customerOf('ordinary-06').name)
    await expectWhole(samples, customerOf('ordinary-06'))
    expect(expectNoOtherCustomer(samples)).toBeGreaterThanOrEqual(2)
  })

  it('one after the other shows each of them', async () => {
    const tab = await newWebview(stack, { chatId: 'with-unionid' })
    const samples = await sampleCustomers(tab.context)
    await tab.page.goto(`${stack.url}/`)
    await expectWhole(samples, withUnionId)
    for (const chatId of tenChats) {
      await switchInPlace(tab, chatId)
      await waitForName(tab.page, customerOf(chatId).name)
      await expectWhole(samples, customerOf(chatId))
    }
    expect(expectNoOtherCustomer(samples)).toBeGreaterThanOrEqual(11)
  })

  it('at random, with slow answers, refusals, parking and resuming, never shows another', async () => {
    const { world } = stack.simulator
    const tab = await newWebview(stack, { chatId: 'with-unionid' })
    tab.problems.expect(/status of (?:404|50\d)/)
    const samples = await sampleCustomers(tab.context)
    await tab.page.goto(`${stack.url}/`)
    await expectWhole(samples, withUnionId)
    const slowly = { path: '/cgi-bin/externalcontact/get', delayMs: 250 }
    const moves = fc.sample(
      fc.record({
        chatId: fc.constantFrom(...new Set(tenChats)),
        faults: fc.constantFrom<Fault[]>(
          [],
          [slowly],
          [{ ...slowly, errcode: -1, times: 1 }],
          [{ api: 'getContext', delayMs: 200 }],
          [{ api: 'getCurExternalContact', delayMs: 400, times: 1 }],
        ),
        event: fc.constantFrom('focus', 'offline', 'online', 'retry'),
        wait: fc.constantFrom(0, 1, 20, 120, 350),
      }),
      40,
    )
    for (const { chatId, faults, event, wait } of moves) {
      world.faults.replace(faults)
      await switchInPlace(tab, chatId)
      await tab.page.evaluate(async ([name, ms]) => {
        if (name === 'retry') document.querySelector<HTMLElement>('main .actions button')?.click()
        else dispatchEvent(new Event(name))
        await new Promise(resolve => setTimeout(resolve, ms))
      }, [event, wait] as const)
    }
    world.faults.replace([])
    await tab.page.evaluate(() => dispatchEvent(new Event('online')))
    await switchInPlace(tab, 'ordinary-06')
    await waitForName(tab.page, customerOf('ordinary-06').name)
    await expectWhole(samples, customerOf('ordinary-06'))
    expect(expectNoOtherCustomer(samples), `moves: ${JSON.stringify(moves)}`).toBeGreaterThan(3)
  })

  it('drops a late answer about the previous customer', async () => {
    const { world } = stack.simulator
    const slow = customerOf('ordinary-10')
    const tab = await newWebview(stack, { chatId: 'with-unionid' })
    const samples = await sampleCustomers(tab.context)
    await tab.page.goto(`${stack.url}/`)
    await expectWhole(samples, withUnionId)
    // Neither the count nor the fault is for what the first customer still needs.
    await tab.page.getByText(chenZhiyuan.name).first().waitFor()

    world.log.clear()
    world.faults.replace([{ path: '/cgi-bin/externalcontact/get', delayMs: 2_500, times: 1 }])
    const asked = tab.page.waitForRequest(request => request.url().endsWith(slow.externalUserId))
    await switchInPlace(tab, 'ordinary-10')
    await asked
    await switchInPlace(tab, 'ordinary-11')
    await waitForName(tab.page, customerOf('ordinary-11').name)
    await expect.poll(() => stack.calls('externalcontact/get')).toBe(2)

    // The late customer is now in the server's cache: the next request for it is answered at once.
    await switchInPlace(tab, 'ordinary-12')
    await waitForName(tab.page, customerOf('ordinary-12').name)
    expectNoOtherCustomer(samples)
    expect(samples.filter(({ name }) => name === titleOf(slow))).toEqual([])
  })

  it('removes the customer from the screen when the client does not say who is open', async () => {
    const tab = await newWebview(stack, { chatId: 'with-unionid' })
    await tab.page.goto(`${stack.url}/`)
    await waitForName(tab.page, withUnionId.name)
    await tab.page.getByText(withUnionId.unionId!).waitFor()
    stack.simulator.world.faults.replace([{ api: 'getContext', never: true }])
    await switchInPlace(tab, 'ordinary-01')
    await tab.page.getByText(withUnionId.unionId!).waitFor({ state: 'detached' })
    await expect.poll(() => tab.page.content()).not.toContain(withUnionId.name)
  })
})

describe('switching chats in the desktop client', () => {
  const title = 'by %s, ten times fast, ends with the right customer and never shows another'
  it.each(['reload', 'inPlace'] as const)(title, async (switching) => {
    const { page, context } = await newWebview(
      stack,
      { chatId: 'with-unionid' },
      { viewport: { width: 1280, height: 800 } },
    )
    const samples = await sampleCustomers(context)
    await page.goto(stack.simulator.url)
    const sidebar = page.frameLocator('iframe')
    await waitForName(sidebar, withUnionId.name)
    await expectWhole(samples, withUnionId)
    await page.getByTestId('switching').selectOption(switching)
    for (const chatId of tenChats) await page.getByTestId(`chat-${chatId}`).click()
    await waitForName(sidebar, customerOf('ordinary-06').name)
    await expectWhole(samples, customerOf('ordinary-06'))
    expect(expectNoOtherCustomer(samples)).toBeGreaterThanOrEqual(2)
  })
})
