import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { performAction } from '../../simulator/actions/perform.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { ordinaryCustomers } from '../../simulator/scenarios/default/ordinary-customers.ts'
import type { Follow } from '../../simulator/scenarios/scenario.ts'
import { useBrowser } from './support/browser.ts'
import { readFields, waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
beforeEach(() => stack.simulator.world.faults.replace([]))
afterAll(() => stack.close())
const { openSidebar } = useBrowser()

const MEMBER = 'linxiaotong'

/** WeCom's data about the member's relation to a customer. */
function inWecom(externalUserId: string): Follow {
  return stack.simulator.world.customers.find(externalUserId)!.follows.find(({ userId }) => userId === MEMBER)!
}

/** The same member changes something in WeCom's own client. */
function elsewhere(externalUserId: string, change: { remark?: string, description?: string }): void {
  performAction(stack.simulator, { action: 'editContact', userId: MEMBER, externalUserId, ...change })
}

const pencil = (page: Page, field: string) => page.locator(`[data-edit=${field}]`)
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const fieldOf = async (page: Page, label: string) => (await readFields(page))[label]

async function type(page: Page, field: string, text: string): Promise<void> {
  await pencil(page, field).click()
  await page.locator('article :is(input, textarea)').fill(text)
}

/** Each test has a customer of its own. */
async function openOrdinary(position: number) {
  const customer = ordinaryCustomers[position - 1]!
  const tab = await openSidebar(stack, { chatId: `ordinary-${String(position).padStart(2, '0')}` })
  await waitForName(tab.page, customer.name)
  return { ...tab, customer }
}

describe('a remark', () => {
  it('is in WeCom after saving, and has its old text after an undo', async () => {
    const { page, customer } = await openOrdinary(1)
    const before = inWecom(customer.externalUserId).remark ?? ''
    await type(page, 'remark', '老客户 · 二期')
    await page.keyboard.press('Enter')
    await expect.poll(() => inWecom(customer.externalUserId).remark).toBe('老客户 · 二期')
    await button(page, zh.edit.undo).click()
    await expect.poll(() => inWecom(customer.externalUserId).remark).toBe(before)
    await expect.poll(() => fieldOf(page, zh.customer.remark)).toBe(before || zh.edit.none)
    const { undone, undoneEmpty } = zh.edit
    const done = before ? undone(zh.customer.remark, before) : undoneEmpty(zh.customer.remark)
    await page.getByRole('status').filter({ hasText: done }).waitFor()
  })

  it('that was changed in WeCom is there after a click on refresh', async () => {
    const { page, customer } = await openOrdinary(7)
    await page.locator('time', { hasText: zh.updated(zh.justNow) }).waitFor()
    elsewhere(customer.externalUserId, { remark: '手机上改的' })
    await expect.poll(async () => {
      await button(page, zh.refresh).click()
      return page.getByRole('heading', { level: 1 }).textContent()
    }, { timeout: 10_000 }).toContain('手机上改的')
  })

  it('that a colleague has changed in the meantime shows both texts, and the member decides', async () => {
    const { page, customer, problems } = await openOrdinary(2)
    problems.expect(/status of 409/)
    await type(page, 'remark', '我的版本')
    elsewhere(customer.externalUserId, { remark: '别处改的' })
    await page.keyboard.press('Enter')
    const conflict = page.getByRole('alert')
    await conflict.getByText('别处改的').waitFor()
    await conflict.getByText('我的版本').waitFor()
    expect(inWecom(customer.externalUserId).remark).toBe('别处改的')
    await button(page, zh.edit.overwrite).click()
    await expect.poll(() => inWecom(customer.externalUserId).remark).toBe('我的版本')
    await conflict.waitFor({ state: 'detached' })
  })

  it('keeps WeCom\'s text when the member chooses it', async () => {
    const { page, customer, problems } = await openOrdinary(3)
    problems.expect(/status of 409/)
    await type(page, 'remark', '我的版本')
    elsewhere(customer.externalUserId, { remark: '别处改的' })
    await page.keyboard.press('Enter')
    await button(page, zh.edit.keepTheirs).click()
    await expect.poll(() => fieldOf(page, zh.customer.remark)).toBe('别处改的')
    expect(inWecom(customer.externalUserId).remark).toBe('别处改的')
  })

  it('shows the old text when saving fails; the new text is kept, and a second try saves it', async () => {
    const { page, customer, problems } = await openOrdinary(4)
    problems.expect(/status of 503/)
    const before = inWecom(customer.externalUserId).remark ?? ''
    stack.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/remark', errcode: -1 }])
    await type(page, 'remark', '保不住的备注')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText(zh.edit.failed).waitFor()
    expect((await fieldOf(page, zh.customer.remark))!.split('\n')[0]).toBe(before || zh.edit.none)
    expect(inWecom(customer.externalUserId).remark ?? '').toBe(before)
    await button(page, zh.edit.again).click()
    expect(await page.locator('article input').inputValue()).toBe('保不住的备注')
    stack.simulator.world.faults.replace([])
    await page.keyboard.press('Enter')
    await expect.poll(() => inWecom(customer.externalUserId).remark).toBe('保不住的备注')
  })
})

describe('a description', () => {
  it('is saved by keyboard with its line breaks; one that is too long is not saved', async () => {
    const { page, customer } = await openOrdinary(5)
    await type(page, 'description', '字'.repeat(151))
    await page.keyboard.press('Control+Enter')
    await page.getByText(zh.edit.tooLong(1)).waitFor()
    expect(await button(page, zh.edit.save).isDisabled()).toBe(true)
    await page.locator('article textarea').fill('第一行')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('第二行')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => inWecom(customer.externalUserId).description).toBe('第一行\n第二行')
    await expect.poll(() => page.locator('.description').innerText()).toBe('第一行\n第二行')
  })
})

describe('tags', () => {
  const namesIn = (page: Page) => page.locator('article .tags li > bdi').allInnerTexts()
  const idsInWecom = (externalUserId: string) =>
    (inWecom(externalUserId).tags ?? []).flatMap(tag => ('tagId' in tag ? tag.tagId : []))

  async function toggle(page: Page, name: string): Promise<void> {
    await pencil(page, 'tags').click()
    await page.locator('dialog label', { hasText: name }).locator('input').click()
    await page.locator('dialog').getByRole('button', { name: zh.edit.save }).click()
    await page.locator('dialog').waitFor({ state: 'detached' })
  }

  it('are added, removed, and restored by an undo', async () => {
    const { page, customer } = await openOrdinary(6)
    const before = idsInWecom(customer.externalUserId)
    const library = stack.simulator.world.scenario.tagGroups
      .filter(({ kind }) => kind === 'corp')
      .flatMap(({ tags }) => tags)
    const added = library.find(({ id }) => !before.includes(id))!
    await toggle(page, added.name)
    await expect.poll(() => idsInWecom(customer.externalUserId)).toContain(added.id)
    await expect.poll(() => namesIn(page)).toContain(added.name)
    await toggle(page, added.name)
    await expect.poll(() => idsInWecom(customer.externalUserId)).not.toContain(added.id)
    await button(page, zh.edit.undo).click()
    await expect.poll(() => idsInWecom(customer.externalUserId)).toContain(added.id)
    await expect.poll(() => namesIn(page)).toContain(added.name)
  })

  it('from two pages at the same time are saved in turn, and WeCom refuses neither', async () => {
    const first = await openOrdinary(7)
    const second = await openOrdinary(7)
    const { externalUserId } = first.customer
    const before = idsInWecom(externalUserId)
    const [one, other] = stack.simulator.world.scenario.tagGroups
      .filter(({ kind }) => kind === 'corp')
      .flatMap(({ tags }) => tags)
      .filter(({ id }) => !before.includes(id))
    // The first call is slow, so the second comes while it is running: at the same time they would be errcode 45035
    // (doc 92118).
    stack.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/mark_tag', delayMs: 500 }])
    const undo = ({ page }: { page: Page }) => button(page, zh.edit.undo)
    // The offer to undo stays for eight seconds only.
    const saved = Promise.all([first, second].map(tab => undo(tab).waitFor()))
    await Promise.all([toggle(first.page, one!.name), toggle(second.page, other!.name), saved])
    await expect
      .poll(() => idsInWecom(externalUserId))
      .toEqual(expect.arrayContaining([one!.id, other!.id]))
    for (const { page } of [first, second]) expect(await page.getByRole('alert').count()).toBe(0)
  })
})

describe('the keyboard focus', () => {
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-edit'))

  it('is on the pencil after saving and after an undo', async () => {
    const { page, customer } = await openOrdinary(8)
    const before = inWecom(customer.externalUserId).remark ?? ''
    await type(page, 'remark', '键盘改的')
    await page.keyboard.press('Enter')
    await expect.poll(() => inWecom(customer.externalUserId).remark).toBe('键盘改的')
    await button(page, zh.edit.undo).waitFor()
    await expect.poll(() => focused(page)).toBe('remark')
    await button(page, zh.edit.undo).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => inWecom(customer.externalUserId).remark ?? '').toBe(before)
    await expect.poll(() => focused(page)).toBe('remark')
  })

  it('is on the button for tags after a choice', async () => {
    const { page } = await openOrdinary(9)
    await pencil(page, 'tags').press('Enter')
    await page.locator('dialog label input').first().press('Space')
    await page.locator('dialog').getByRole('button', { name: zh.edit.save }).press('Enter')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await button(page, zh.edit.undo).waitFor()
    await expect.poll(() => focused(page)).toBe('tags')
  })
})

describe('phone numbers', () => {
  it('are masked until the member asks for them, then shown in full, where they can be changed', async () => {
    const { page } = await openSidebar(stack, { chatId: 'with-unionid' })
    await waitForName(page, withUnionId.name)
    expect(await page.content()).not.toContain('13800138000')
    await pencil(page, 'reveal').click()
    await page.getByText('138 0013 8000', { exact: true }).waitFor()
    await pencil(page, 'mobiles').click()
    await page.locator('article input[type=tel]').first().fill('不是号码')
    await page.getByText(zh.edit.mobileInvalid).waitFor()
    expect(await button(page, zh.edit.save).isDisabled()).toBe(true)
    await page.locator('article input[type=tel]').first().fill('13700137000')
    await page.keyboard.press('Enter')
    await expect.poll(() => inWecom(withUnionId.externalUserId).remarkMobiles).toEqual(['13700137000', '057188886666'])
    await page.getByText('137 0013 7000', { exact: true }).waitFor()
    await pencil(page, 'hide').click()
    await page.getByText('137 0013 7000', { exact: true }).waitFor({ state: 'detached' })
    await pencil(page, 'reveal').waitFor()
  })
})
