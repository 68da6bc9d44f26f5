import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CUSTOMER_FILTER_TEXTS } from '../../i18n/customer-filter-texts.ts'
import { STAGES_TEXTS } from '../../i18n/stages-texts.ts'
import { STORY_TEXTS } from '../../i18n/story-texts.ts'
import type { CustomerStage, StageList } from '../../shared/types/stage.ts'
import { chenZhiyuan, linXiaotong } from '../../simulator/scenarios/default/members.ts'
import { stranger, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { useBrowser } from './support/browser.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'

const filterTexts = CUSTOMER_FILTER_TEXTS['zh-CN']
const t = STORY_TEXTS['zh-CN']
const stagesTexts = STAGES_TEXTS['zh-CN']
const CHAT = { chatId: 'with-unionid' }

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ NUXT_ADMIN_USER_IDS: chenZhiyuan.userId })
})
afterAll(() => stack.close())
const { openSidebar } = useBrowser()

it('an admin defines stages; a member sets one by a choice, a colleague sees it and when it was set', async () => {
  const { page: admin } = await openSidebar(stack, { ...CHAT, userId: chenZhiyuan.userId })
  await waitForName(admin, withUnionId.name)
  await admin.goto(`${stack.url}/stages`)
  for (const [index, name] of ['新客户', '报价中'].entries()) {
    await admin.getByRole('button', { name: stagesTexts.add, exact: true }).click()
    await admin.getByLabel(stagesTexts.name(index + 1), { exact: true }).fill(name)
  }
  await admin.getByLabel(stagesTexts.quietOf(2), { exact: true }).fill('7')
  await admin.getByRole('button', { name: stagesTexts.up(2), exact: true }).click()
  await admin.getByRole('button', { name: zh.edit.save, exact: true }).click()
  await admin.getByText(zh.edit.saved).waitFor()
  await admin.reload()
  await expect.poll(() => admin.getByLabel(stagesTexts.quietOf(1), { exact: true }).inputValue()).toBe('7')

  const { page } = await openSidebar(stack, { ...CHAT, userId: linXiaotong.userId })
  await waitForName(page, withUnionId.name)
  const choice = page.getByLabel(t.stage, { exact: true })
  await expect.poll(() => choice.locator('option').allInnerTexts()).toEqual([t.noStage, '报价中', '新客户'])
  const saved = page.waitForResponse(response => response.url().endsWith('/stage'))
  const focused = () => page.evaluate(() => document.activeElement!.tagName)
  await page.route('**/stage', async (route) => {
    await expect.poll(focused).toBe('BODY')
    await route.continue()
  })
  await choice.focus()
  await choice.selectOption('报价中')
  expect((await saved).status()).toBe(200)
  await expect.poll(focused).toBe('SELECT')

  const { page: colleague } = await openSidebar(stack, { ...CHAT, userId: chenZhiyuan.userId })
  await waitForName(colleague, withUnionId.name)
  const seen = colleague.getByLabel(t.stage, { exact: true })
  await expect.poll(() => seen.locator('option:checked').innerText()).toBe('报价中')
  await colleague.getByRole('button', { name: t.all, exact: true }).first().click()
  await colleague.getByRole('dialog').getByText(`${t.noStage} → 报价中`).waitFor()
})

it('C11: a stage that an admin has begun to name is there again in a new browser, and can be dropped', async () => {
  const openStages = async () => {
    const { page } = await openSidebar(stack, { ...CHAT, userId: chenZhiyuan.userId })
    await waitForName(page, withUnionId.name)
    await page.goto(`${stack.url}/stages`)
    return page
  }
  const name = (page: Page) => page.getByLabel(stagesTexts.name(3), { exact: true })
  const page = await openStages()
  await page.getByRole('button', { name: stagesTexts.add, exact: true }).click()
  await name(page).fill('半个名字')
  await page.waitForResponse(response => response.url().endsWith('/api/stages/draft'))
  await page.close({ runBeforeUnload: false })
  const next = await openStages()
  await next.getByText(zh.edit.kept, { exact: true }).waitFor()
  expect(await name(next).inputValue()).toBe('半个名字')
  const dropped = next.waitForResponse(response => response.url().endsWith('/api/stages/draft'))
  await next.getByRole('button', { name: zh.edit.discard, exact: true }).click()
  expect(await name(next).count()).toBe(0)
  expect((await dropped).status()).toBe(204)
})

it('the list of customers is filtered by stage', async () => {
  const { page } = await openSidebar(stack)
  const rows = page.locator('ul [data-customer]')
  await rows.nth(1).waitFor()
  await page.getByRole('button', { name: filterTexts.narrow, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t.stage, { exact: true }).selectOption('报价中')
  await dialog.getByRole('button', { name: filterTexts.show(1), exact: true }).click()
  await expect.poll(() => rows.evaluateAll(all => all.map(row => row.getAttribute('data-customer'))))
    .toEqual([withUnionId.externalUserId])
  await page.getByRole('button', { name: filterTexts.clear, exact: true }).click()
  await rows.nth(1).waitFor()
})

it('only admins define stages, and only followers set the one of a customer', async () => {
  const lin = await signIn(stack)
  const send = async (path: string, content: unknown) => {
    const headers = { 'origin': stack.url, 'content-type': 'application/json' }
    return await lin.get(path, { method: 'PUT', headers, body: JSON.stringify(content) })
  }
  const { stages } = await (await lin.get('/api/stages')).json() as StageList
  expect((await lin.get('/stages')).status).toBe(404)
  expect((await send('/api/stages', { before: stages, after: [] })).status).toBe(404)
  expect((await send('/api/stages/draft', { text: '', ageMs: 0 })).status).toBe(404)
  const [stage] = stages
  const path = `/api/customers/${withUnionId.externalUserId}/stage`
  expect((await send(`/api/customers/${stranger.externalUserId}/stage`, { after: stage!.id })).status).toBe(404)
  expect((await send(path, { after: stages[1]!.id })).status).toBe(409)
  const answer = await send(path, { before: stage!.id })
  expect(await answer.json() as CustomerStage).toEqual({ stages })
  expect((await send('/api/stages', { before: stages, after: Array(11).fill({ name: 'x' }) })).status).toBe(404)
})
