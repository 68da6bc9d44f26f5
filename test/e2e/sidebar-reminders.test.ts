import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REMINDER_TEXTS } from '../../i18n/reminder-texts.ts'
import { STORY_TEXTS } from '../../i18n/story-texts.ts'
import type { Reminder, ReminderList } from '../../shared/types/reminder.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { linXiaotong } from '../../simulator/scenarios/default/members.ts'
import { eventually } from '../support/eventually.ts'
import { useBrowser } from './support/browser.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'

const t = REMINDER_TEXTS['zh-CN']
const CHAT = { chatId: 'with-unionid', userId: linXiaotong.userId }

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())
const { newWebview, openSidebar } = useBrowser()

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const rows = (page: Page) => page.locator('article .reminders')
const field = (page: Page) => page.getByRole('textbox', { name: t.text })

async function open() {
  const tab = await openSidebar(stack, CHAT)
  await waitForName(tab.page, withUnionId.name)
  return tab
}

/** The open reminders as the member's server has them. */
async function stored(page: Page): Promise<Reminder[]> {
  return (await page.evaluate(async () => await (await fetch('/api/reminders')).json() as ReminderList)).reminders
}

/** Tomorrow, nine o'clock, where the page is. */
const tomorrow = (page: Page) => page.evaluate(() => {
  const day = new Date()
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, 9).toISOString()
})

describe('a reminder beside the chat', () => {
  it('is set with one click and Enter, done and taken back, snoozed, deleted, and found by the next page', async () => {
    const { page } = await open()
    await button(page, zh.customer.reminder).click()
    await field(page).fill('回电，确认报价')
    await page.keyboard.press('Enter')
    await rows(page).getByText('回电，确认报价').waitFor()
    expect(await stored(page)).toMatchObject([
      { text: '回电，确认报价', externalUserId: withUnionId.externalUserId, dueAt: await tomorrow(page) },
    ])

    await button(page, t.done).click()
    await rows(page).waitFor({ state: 'detached' })
    expect(await stored(page)).toEqual([])
    await button(page, zh.edit.undo).click()
    await rows(page).getByText('回电，确认报价').waitFor()

    await button(page, t.snooze).click()
    await button(page, t.choices.threeDays).click()
    await button(page, zh.edit.save).click()
    await page.getByText(t.outcomes.snoozed).waitFor()
    const [snoozed] = await stored(page)
    expect(snoozed).toMatchObject({ version: 2 })
    expect(Date.parse(snoozed!.dueAt) - Date.parse(await tomorrow(page))).toBe(2 * 86_400_000)

    const { page: next } = await open()
    await rows(next).getByText('回电，确认报价').waitFor()
    await button(next, t.remove).click()
    await rows(next).waitFor({ state: 'detached' })
    expect(await stored(next)).toEqual([])
  })

  it('is on the workbench with its customer, is done there, and its row opens the customer', async () => {
    const { page: chat } = await open()
    await button(chat, zh.customer.reminder).click()
    await field(chat).fill('周五签约')
    await chat.keyboard.press('Enter')
    await rows(chat).getByText('周五签约').waitFor()

    const { page } = await openSidebar(stack, { userId: linXiaotong.userId })
    const mine = page.locator('section', { has: page.getByRole('heading', { name: t.mine }) })
    await mine.getByRole('button', { name: t.groups.later }).click()
    await mine.getByRole('button', { name: '周五签约' }).click()
    await waitForName(page, withUnionId.name)
    await rows(page).getByText('周五签约').waitFor()
    await button(page, zh.workbench.back).click()
    await mine.getByRole('button', { name: t.groups.later }).click()
    await button(page, t.done).click()
    await mine.getByText(t.none).waitFor()
    expect(await stored(page)).toEqual([])
    await button(page, zh.edit.undo).click()
    await mine.getByRole('button', { name: t.groups.later }).waitFor()
    expect(await stored(page)).toHaveLength(1)
    await page.evaluate(async () => {
      const { reminders } = await (await fetch('/api/reminders')).json() as ReminderList
      for (const { externalUserId, id } of reminders) {
        await fetch(`/api/customers/${externalUserId}/reminders/${id}`, { method: 'DELETE' })
      }
    })
  })

  it('the address in its card opens the customer, and back is the list', async () => {
    const { page } = await newWebview(stack, { userId: linXiaotong.userId })
    await page.goto(`${stack.url}/?customer=${withUnionId.externalUserId}`)
    await waitForName(page, withUnionId.name)
    await button(page, zh.workbench.back).click()
    await page.getByRole('heading', { name: t.mine }).waitFor()
  })

  it('begins with a note; offline it stays in the form, and is saved when the network is back', async () => {
    const { page, problems } = await open()
    await button(page, zh.customer.note).click()
    await page.locator('article textarea').fill('周五前寄样品')
    await page.keyboard.press('Enter')
    await page.locator('article .notes').getByText('周五前寄样品').waitFor()
    await button(page, STORY_TEXTS['zh-CN'].remind).click()
    expect(await field(page).inputValue()).toBe('周五前寄样品')
    problems.expect(/ERR_INTERNET_DISCONNECTED/)
    await page.context().setOffline(true)
    await button(page, zh.edit.save).click()
    await page.locator('article [role=alert]').waitFor()
    expect(await field(page).inputValue()).toBe('周五前寄样品')
    await page.context().setOffline(false)
    await eventually(async () => {
      if (await field(page).isVisible()) await button(page, zh.edit.save).click({ timeout: 2_000 })
      await rows(page).getByText('周五前寄样品').waitFor({ timeout: 2_000 })
    })
    expect(await stored(page)).toHaveLength(1)
  })
})
