import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STORY_TEXTS } from '../../i18n/story-texts.ts'
import { TIMELINE_TEXTS } from '../../i18n/timeline-texts.ts'
import type { StageList } from '../../shared/types/stage.ts'
import type { TimelinePage } from '../../shared/types/timeline.ts'
import { chenZhiyuan, linXiaotong } from '../../simulator/scenarios/default/members.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { useBrowser } from './support/browser.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'

const t = { ...STORY_TEXTS['zh-CN'], ...TIMELINE_TEXTS['zh-CN'] }
const CHAT = { chatId: 'with-unionid' }

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ NUXT_ADMIN_USER_IDS: linXiaotong.userId })
})
afterAll(() => stack.close())
const { openSidebar } = useBrowser()

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const editor = (page: Page) => page.locator('article textarea')
const notes = (page: Page) => page.locator('article .notes')

async function open(userId: string): Promise<Page> {
  const { page } = await openSidebar(stack, { ...CHAT, userId })
  await waitForName(page, withUnionId.name)
  return page
}

/** One click on the action, then the text and Enter. */
async function write(page: Page, text: string): Promise<void> {
  await button(page, zh.customer.note).click()
  await editor(page).fill(text)
}

/** The notes as the member's server has them. */
async function stored(page: Page): Promise<string[]> {
  const path = `/api/customers/${withUnionId.externalUserId}/timeline?kind=note`
  const { entries } = await page.evaluate(async address => await (await fetch(address)).json() as TimelinePage, path)
  return entries.flatMap(({ note }) => note?.text ?? [])
}

describe('a note', () => {
  it('is saved with one click and Enter, is seen by a follower, and a private one by its author only', async () => {
    const page = await open(linXiaotong.userId)
    await page.getByText(t.none).waitFor()
    await write(page, '报价已发')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('周五回电')
    await page.keyboard.press('Enter')
    await notes(page).getByText('周五回电').waitFor()
    expect(await stored(page)).toEqual(['报价已发\n周五回电'])

    await write(page, '只给自己看的话')
    await page.getByLabel(t.onlyMe).check()
    await button(page, zh.edit.save).click()
    await notes(page).getByText('只给自己看的话').waitFor()

    const colleague = await open(chenZhiyuan.userId)
    await notes(colleague).getByText('周五回电').waitFor()
    expect(await notes(colleague).innerText()).toContain(linXiaotong.name)
    expect(await colleague.getByText('只给自己看的话').count()).toBe(0)
    expect(await button(colleague, t.editNote).count()).toBe(0)
    expect(await stored(colleague)).toEqual(['报价已发\n周五回电'])
  })

  it('of a colleague and a new stage appear by themselves, and what the member types stays', async () => {
    const { externalUserId } = withUnionId
    const page = await open(linXiaotong.userId)
    const colleague = await open(chenZhiyuan.userId)
    await write(colleague, '还没有写完')
    const send = (path: string, content: object, method = 'POST') => page.evaluate(async ([address, init]) =>
      await (await fetch(address, { ...init, headers: { 'content-type': 'application/json' } })).json() as StageList,
    [path, { method, body: JSON.stringify(content) }] as const)
    const { stages: [stage] } = await send('/api/stages', { before: [], after: [{ name: '报价中' }] }, 'PUT')
    await send(`/api/customers/${externalUserId}/stage`, { after: stage!.id }, 'PUT')
    await send(`/api/customers/${externalUserId}/notes`, { text: '同事刚写的话', visibility: 'followers' })
    // The page asks every 20 seconds.
    await notes(colleague).getByText('同事刚写的话').waitFor({ timeout: 60_000 })
    const choice = colleague.getByLabel(t.stage, { exact: true })
    await expect.poll(() => choice.locator('option:checked').innerText()).toBe('报价中')
    expect(await editor(colleague).inputValue()).toBe('还没有写完')
    expect(await editor(colleague).evaluate(element => element === document.activeElement)).toBe(true)
    await colleague.keyboard.press('Enter')
    await notes(colleague).getByText('还没有写完').waitFor()
  })

  it('is changed, found with its earlier text in the timeline, deleted, and restored', async () => {
    const page = await open(linXiaotong.userId)
    await write(page, '第一稿')
    await page.keyboard.press('Enter')
    await notes(page).getByText('第一稿').waitFor()
    await button(page, t.editNote).first().click()
    await editor(page).fill('第二稿')
    await page.keyboard.press('Enter')
    await notes(page).getByText('第二稿').waitFor()

    await button(page, t.all).first().click()
    const dialog = page.getByRole('dialog', { name: t.timeline })
    await dialog.getByText(t.actions.added).first().waitFor()
    await button(page, t.kinds.note).click()
    await dialog.getByText(t.actions.added).first().waitFor({ state: 'detached' })
    await dialog.getByRole('button', { name: t.changed, exact: true }).click()
    await dialog.locator('.versions').getByText('第一稿').waitFor()
    await dialog.getByRole('button', { name: t.editNote, exact: true }).first().click()
    await dialog.waitFor({ state: 'detached' })
    await button(page, t.deleteNote).click()
    // The offer comes with the server's answer. The text went from the page before, when the editor took its place.
    await button(page, zh.edit.undo).waitFor()
    await page.getByText('第二稿').waitFor({ state: 'detached' })
    expect(await stored(page)).not.toContain('第二稿')
    await button(page, zh.edit.undo).click()
    await notes(page).getByText('第二稿').waitFor()
    expect(await stored(page)).toContain('第二稿')
  })

  it('C11: half typed is offered on another device, and to no other customer', async () => {
    const page = await open(linXiaotong.userId)
    const kept = page.waitForRequest(request =>
      request.url().endsWith('/drafts/note') && request.method() === 'PUT')
    await write(page, '没写完的跟进')
    expect((await (await kept).response())!.status()).toBe(204)
    const other = await openSidebar(stack, { chatId: 'without-unionid', userId: linXiaotong.userId })
    await other.page.getByText(t.none).waitFor()
    expect(await other.page.getByText('没写完的跟进').count()).toBe(0)
    const elsewhere = await open(linXiaotong.userId)
    const offer = elsewhere.getByRole('group', { name: `${t.note} · ${zh.edit.kept}` })
    await offer.getByText('没写完的跟进').waitFor()
    await offer.getByRole('button', { name: zh.edit.restore }).click()
    expect(await editor(elsewhere).inputValue()).toBe('没写完的跟进')
  })
})
