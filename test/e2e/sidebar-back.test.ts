import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { useBrowser } from './support/browser.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
beforeEach(() => stack.simulator.world.faults.replace([]))
afterAll(() => stack.close())
const { openSidebar } = useBrowser()

const PHONE = { platform: 'android', version: '5.0.6', dialect: 'phone' } as const
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const rows = (page: Page) => page.locator('ul [data-customer]')
const nameOf = (id: string) => stack.simulator.world.customers.find(id)!.name
const focusedRow = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-customer'))
const scrolled = (page: Page) => page.evaluate(() => scrollY)

/** How many layers the entry on the screen has below it. */
const entries = (page: Page) => page.evaluate(() => (history.state as { layer?: number } | null)?.layer ?? 0)

/** Android's back key, the swipe of iOS, the browser's button: all of them go back in the history. */
const back = (page: Page) => page.goBack()

/** The list at the workbench, scrolled, and one of its rows. */
async function openList() {
  const tab = await openSidebar(stack, PHONE, { viewport: { width: 360, height: 480 } })
  const { page } = tab
  await rows(page).first().waitFor()
  const row = rows(page).nth(4)
  await row.evaluate(element => scrollTo(0, scrollY + element.getBoundingClientRect().top - 220))
  expect(await scrolled(page)).toBeGreaterThan(0)
  const id = (await row.getAttribute('data-customer'))!
  return { ...tab, row, id }
}

async function openCustomer() {
  const tab = await openList()
  const { page, row, id } = tab
  const top = await scrolled(page)
  await row.click()
  await waitForName(page, nameOf(id))
  return { ...tab, top }
}

/** Opens a customer from the list: "back" returns to the list, and then leaves the sidebar. */
async function expectBackToLeaveAfterCustomer(page: Page) {
  await rows(page).first().click()
  await page.locator('article').waitFor()
  await expect.poll(() => entries(page)).toBe(1)
  await back(page)
  await rows(page).first().waitFor()
  await back(page)
  expect(page.url()).not.toContain(stack.url)
}

/** What the page has registered for the client's own back button. */
interface WithListener { onBack?: () => boolean }

/** Calls the page's listener. @returns its answer to the client */
const clientBack = (page: Page) => page.evaluate(() => (globalThis as unknown as WithListener).onBack?.())

it('C3, C12: works after a new signature in between, and the next call of the client, too', async () => {
  const { page } = await openCustomer()
  const calls = (api: string) => stack.simulator.world.log.list(`bridge/${api}`).length
  const focus = () => page.evaluate(() => dispatchEvent(new Event('focus')))
  stack.simulator.world.faults.replace([
    { api: 'getContext', errMsg: 'getContext:fail_invalid signature more info at ...e=40093', times: 1 },
  ])
  const configured = calls('agentConfig')
  await focus()
  await expect.poll(() => calls('agentConfig')).toBe(configured + 1)
  await expect.poll(() => new URL(page.url()).searchParams.get('renewed')).toBe('1')
  await back(page)
  await rows(page).first().waitFor()
  await expect.poll(() => entries(page)).toBe(0)

  const asked = calls('getContext')
  await focus()
  await expect.poll(() => calls('getContext')).toBeGreaterThan(asked)
  await page.waitForTimeout(500)
  expect(await page.locator('.panel').count()).toBe(0)
  await rows(page).nth(1).click()
  await page.locator('article').waitFor()
  await back(page)
  await rows(page).first().waitFor()
})

it('leads from a chat to all customers and the settings, and back to the chat', async () => {
  const { page } = await openSidebar(stack, { ...PHONE, chatId: 'with-unionid' })
  const chatWith = withUnionId.follows[0]!.remark!
  await waitForName(page, chatWith)
  const tile = button(page, zh.replies.open)
  await tile.waitFor()
  await button(page, zh.workbench.open).click()
  await rows(page).first().waitFor()
  await button(page, zh.settings.title).click()
  await page.getByRole('dialog').waitFor()
  await back(page)
  const other = (await rows(page).nth(4).getAttribute('data-customer'))!
  await rows(page).nth(4).click()
  await waitForName(page, nameOf(other))
  // It would be sent into the chat, which is with another customer.
  expect(await tile.count()).toBe(0)
  await back(page)
  await rows(page).first().waitFor()
  await button(page, zh.workbench.toChat).click()
  await waitForName(page, chatWith)
  await tile.waitFor()
  await button(page, zh.workbench.open).click()
  await rows(page).first().waitFor()
  await back(page)
  await waitForName(page, chatWith)
  await expect.poll(() => entries(page)).toBe(0)
})

it('beside a chat with a person who is no customer, the list is one click away', async () => {
  const { page, problems } = await openSidebar(stack, { chatId: 'stranger' })
  problems.expect(/status of 404/)
  await page.locator('.panel').waitFor()
  await button(page, zh.workbench.open).click()
  await rows(page).first().waitFor()
  await back(page)
  await page.locator('.panel').waitFor()
})

it('beside a chat that the client does not tell, too; the list stays until it tells it', async () => {
  const { faults, log } = stack.simulator.world
  faults.replace([{ api: 'getContext', errMsg: 'getContext:fail of an unknown kind' }])
  const { page } = await openSidebar(stack, { chatId: 'with-unionid' })
  const focus = () => page.evaluate(() => dispatchEvent(new Event('focus')))
  await page.locator('.panel').waitFor()
  await button(page, zh.workbench.open).click()
  await rows(page).first().waitFor()
  const asked = () => log.list('bridge/getContext').length
  const before = asked()
  await expect.poll(async () => (await focus(), asked())).toBeGreaterThan(before)
  expect(await rows(page).count()).toBeGreaterThan(0)
  expect(await page.locator('.panel').count()).toBe(0)
  faults.replace([])
  await focus()
  await waitForName(page, withUnionId.follows[0]!.remark!)
})

describe('C12: the client\'s own back button', () => {
  async function openWithListener(client: typeof PHONE | { platform: 'windows' }) {
    const { page, context } = await openSidebar(stack, client)
    await context.addInitScript(() => document.addEventListener('WeixinJSBridgeReady', () => {
      const { WeixinJSBridge: bridge } = globalThis as unknown as { WeixinJSBridge: Record<string, unknown> }
      bridge.on = (name: string, onBack: unknown) => name === 'historyBack' && Object.assign(globalThis, { onBack })
    }))
    await page.reload()
    await rows(page).first().click()
    await page.locator('[data-edit=tags]').click()
    await page.locator('dialog label').first().waitFor()
    await expect.poll(() => entries(page)).toBe(2)
    return page
  }

  it('C12: closes the dialog, then the customer; then the client leaves', async () => {
    const page = await openWithListener(PHONE)
    await expect.poll(() => clientBack(page)).toBe(false)
    await page.locator('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => entries(page)).toBe(1)
    expect(await clientBack(page)).toBe(false)
    await rows(page).first().waitFor()
    await expect.poll(() => entries(page)).toBe(0)
    expect(await clientBack(page)).toBe(true)
  })

  it('C12: closes one layer, not two, when the client goes back in the history as well', async () => {
    const page = await openWithListener(PHONE)
    await page.waitForFunction(() => 'onBack' in globalThis)
    // What the page then plans for later begins when the client has gone back, however long that takes.
    const planned = await page.evaluateHandle(() => {
      const tasks: (() => void)[] = []
      const later = window.setTimeout
      window.setTimeout = ((task: () => void) => tasks.push(task)) as typeof setTimeout
      const answer = (globalThis as unknown as WithListener).onBack!()
      window.setTimeout = later
      history.back()
      return { answer, tasks }
    })
    expect(await planned.evaluate(({ answer, tasks }) => [answer, tasks.length])).toEqual([false, 1])
    await page.locator('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => entries(page)).toBe(1)
    await planned.evaluate(({ tasks }) => tasks.forEach(task => task()))
    await page.waitForTimeout(200)
    expect(await entries(page)).toBe(1)
    expect(await page.locator('article').count()).toBe(1)
  })

  it('C12: is not asked for on a computer, where it closes the window', async () => {
    const page = await openWithListener({ platform: 'windows' })
    await page.waitForTimeout(300)
    expect(await clientBack(page)).toBeUndefined()
  })
})

describe('C12: back', () => {
  it('C12: closes the dialog, then the customer, and the list is where it was, with the focus', async () => {
    const { page, id, top } = await openCustomer()
    const url = page.url()
    await page.locator('[data-edit=tags]').click()
    await page.locator('dialog label').first().waitFor()
    expect(page.url()).toBe(url)
    await back(page)
    await page.locator('dialog').waitFor({ state: 'detached' })
    await waitForName(page, nameOf(id))
    await back(page)
    await expect.poll(() => focusedRow(page)).toBe(id)
    await expect.poll(() => scrolled(page)).toBe(top)
    expect(page.url()).toBe(url)
  })

  it('C12: keeps the filter and its place in it', async () => {
    const { page } = await openSidebar(stack, PHONE)
    await rows(page).first().waitFor()
    await page.locator('input[type=search]').fill('张')
    const ids = () => rows(page).evaluateAll(all => all.map(row => row.getAttribute('data-customer')))
    const before = await ids()
    await rows(page).last().click()
    await page.locator('article').waitFor()
    await back(page)
    await expect.poll(() => focusedRow(page)).toBe(before.at(-1))
    expect(await ids()).toEqual(before)
    expect(await page.locator('input[type=search]').inputValue()).toBe('张')
  })

  it('C12: returns to the customers opened last when one of them was picked there', async () => {
    const { page, id } = await openCustomer()
    await back(page)
    await expect.poll(() => focusedRow(page)).toBe(id)
    const recent = page.locator('section', { hasText: zh.workbench.recent }).locator('button.row').first()
    await recent.scrollIntoViewIfNeeded()
    const top = await scrolled(page)
    await recent.click()
    await page.locator('article').waitFor()
    await back(page)
    await recent.waitFor()
    await expect.poll(() => recent.evaluate(row => row === document.activeElement)).toBe(true)
    await expect.poll(() => scrolled(page)).toBe(top)
  })

  it('C12: by the page\'s own buttons leaves no entry behind, and forward does no harm', async () => {
    const { page, id } = await openCustomer()
    await expect.poll(() => entries(page)).toBe(1)
    await page.locator('[data-edit=tags]').click()
    await expect.poll(() => entries(page)).toBe(2)
    await page.locator('dialog').getByRole('button', { name: zh.edit.close }).click()
    await expect.poll(() => entries(page)).toBe(1)
    await button(page, zh.workbench.back).click()
    await expect.poll(() => focusedRow(page)).toBe(id)
    await expect.poll(() => entries(page)).toBe(0)
    await page.goForward()
    await expect.poll(() => entries(page)).toBe(0)
    expect(await focusedRow(page)).toBe(id)
    await rows(page).first().click()
    await page.locator('article').waitFor()
    await back(page)
    await rows(page).first().waitFor()
  })

  it('C12: after a reload passes no dead entry', async () => {
    const { page } = await openCustomer()
    await page.locator('[data-edit=tags]').click()
    await page.locator('dialog label').first().waitFor()
    await expect.poll(() => entries(page)).toBe(2)
    await page.reload()
    await rows(page).first().waitFor()
    await expect.poll(() => entries(page)).toBe(0)
    await expectBackToLeaveAfterCustomer(page)
  })

  it('C12: is not done by the page itself after a reload that began just before a customer was opened', async () => {
    const { page } = await openList()
    // The page learns of the reload only after its next task, which adds the entry.
    const planned = await rows(page).first().evaluateHandle((row) => {
      const tasks: (() => void)[] = []
      const later = window.setTimeout
      window.setTimeout = ((task: () => void) => tasks.push(task)) as typeof setTimeout
      ;(row as HTMLElement).click()
      window.setTimeout = later
      return tasks
    })
    const added = planned.evaluate((tasks) => {
      for (const end = performance.now() + 1_500; performance.now() < end;);
      tasks.forEach(task => task())
      sessionStorage.setItem('entries', JSON.stringify(history.state))
    }).catch(() => 'the page was gone before it could answer')
    await page.waitForTimeout(200)
    await Promise.all([added, page.reload()])
    expect(await page.evaluate(() => sessionStorage.getItem('entries'))).toContain('"layer":1')
    await rows(page).first().waitFor()
    await expectBackToLeaveAfterCustomer(page)
  })

  it.each(['Escape', 'its button'])('C12: a dialog closed by %s can be opened again in the same moment', async (by) => {
    const { page } = await openCustomer()
    const opener = page.locator('[data-edit=tags]')
    await opener.click()
    await page.locator('dialog label').first().waitFor()
    await opener.evaluate(async (opener, isEscape) => {
      const dialog = document.querySelector('dialog')!
      if (isEscape) dialog.requestClose()
      else dialog.querySelector<HTMLElement>('header button')!.click()
      // As between two inputs, but before the next task.
      for (let turns = 0; turns < 20; turns++) await undefined
      ;(opener as HTMLElement).click()
    }, by === 'Escape')
    // The browser's own event must not close it again.
    await page.waitForTimeout(300)
    await page.locator('dialog[open] label').first().waitFor()
    await expect.poll(() => entries(page)).toBe(2)
    await back(page)
    await page.locator('dialog').waitFor({ state: 'detached' })
    expect(await page.locator('article').count()).toBe(1)
  })

  it('C12: from a customer with unsaved text says that it is kept; it is there again', async () => {
    const { page, row } = await openCustomer()
    await page.locator('[data-edit=remark]').click()
    await page.locator('article input').fill('打到一半')
    await back(page)
    await page.getByText(zh.edit.left).waitFor()
    await row.click()
    expect(await page.locator('article input').inputValue()).toBe('打到一半')
    await expect.poll(() => page.getByText(zh.edit.left).count()).toBe(0)
  })

  it('C12: from the replies closes them; a half-written one is kept', async () => {
    const { page } = await openSidebar(stack, { ...PHONE, chatId: 'ordinary-01' })
    await button(page, zh.replies.open).click()
    const add = new RegExp(`^${zh.replies.add}$`)
    await page.getByRole('button', { name: add }).click()
    await page.locator('dialog textarea').fill('明天上门')
    await back(page)
    await page.locator('dialog').waitFor({ state: 'detached' })
    await page.getByText(zh.edit.left).waitFor()
    await button(page, zh.replies.open).click()
    expect(await page.locator('dialog textarea').inputValue()).toBe('明天上门')
  })

  it('C12: asks for no new signature', async () => {
    const { page, apiRequests } = await openCustomer()
    const asked = page.waitForRequest('**/__wecom/invoke')
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await asked
    await back(page)
    await rows(page).first().waitFor()
    expect(apiRequests.filter(path => path.startsWith('/api/jssdk'))).toEqual([])
  })

  it('C12: after another chat was opened leaves the sidebar', async () => {
    const { page, client } = await openCustomer()
    client.chatId = 'ordinary-01'
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await button(page, zh.workbench.back).waitFor({ state: 'detached' })
    await expect.poll(() => entries(page)).toBe(0)
    await back(page)
    expect(page.url()).not.toContain(stack.url)
  })
})

describe('in a wide window', () => {
  it('a customer opens beside the list, which keys move through; back closes it, forward does no harm', async () => {
    const { page } = await openSidebar(stack, {}, { viewport: { width: 1200, height: 600 } })
    await rows(page).first().waitFor()
    await page.getByText(zh.workbench.choose).waitFor()
    const idAt = async (index: number) => (await rows(page).nth(index).getAttribute('data-customer'))!
    await rows(page).nth(2).click()
    await waitForName(page, nameOf(await idAt(2)))
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await waitForName(page, nameOf(await idAt(3)))
    expect(await focusedRow(page)).toBe(await idAt(3))
    expect(await rows(page).nth(3).getAttribute('aria-current')).toBe('true')
    const [list, customer] = [await rows(page).nth(3).boundingBox(), await page.locator('article').boundingBox()]
    expect(customer!.x).toBeGreaterThanOrEqual(list!.x + list!.width)
    // The next stop of the Tab key is in the customer, and the list scrolls without it.
    await page.keyboard.press('Tab')
    expect(await page.locator('article :focus').count()).toBe(1)
    await page.evaluate(() => scrollTo(0, 600))
    expect((await page.locator('article header').boundingBox())!.y).toBe(0)
    // The customers opened last appear above the list: what the member sees stays in its place.
    const seen = page.locator(`[data-customer="${await idAt(12)}"]`)
    const { y } = (await seen.boundingBox())!
    await back(page)
    await page.getByText(zh.workbench.choose).waitFor()
    await expect.poll(() => entries(page)).toBe(0)
    await expect.poll(async () => Math.round((await seen.boundingBox())!.y)).toBe(Math.round(y))
    await page.goForward()
    await expect.poll(() => entries(page)).toBe(0)
    await page.getByText(zh.workbench.choose).waitFor()
  })

  it('that becomes narrow keeps the customer, and back shows the list', async () => {
    const { page } = await openSidebar(stack, {}, { viewport: { width: 1200, height: 600 } })
    await rows(page).nth(1).click()
    await page.locator('article').waitFor()
    await page.setViewportSize({ width: 899, height: 600 })
    await expect.poll(() => rows(page).count()).toBe(0)
    await button(page, zh.workbench.back).waitFor()
    await page.setViewportSize({ width: 1200, height: 600 })
    await rows(page).first().waitFor()
    await page.setViewportSize({ width: 899, height: 600 })
    await button(page, zh.workbench.back).click()
    await rows(page).first().waitFor()
    expect(await page.locator('article').count()).toBe(0)
  })
})
