import { afterAll, beforeAll, expect, it } from 'vitest'
import { FIELDS_TEXTS } from '../../i18n/fields-texts.ts'
import { STORY_TEXTS } from '../../i18n/story-texts.ts'
import { TIMELINE_TEXTS } from '../../i18n/timeline-texts.ts'
import type { FieldList } from '../../shared/types/field.ts'
import { stranger, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { chenZhiyuan, linXiaotong } from '../../simulator/scenarios/default/members.ts'
import { askAsSystem } from './support/system.ts'
import { useBrowser } from './support/browser.ts'
import { waitForName, zh } from './support/profile.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'

const t = FIELDS_TEXTS['zh-CN']
const CHAT = { chatId: 'with-unionid' }

const key = {
  id: 'crm', secret: 'CANARY-secret-of-the-crm-7Qm2vX9rT4kZaB', scopes: ['customer-data:read', 'customer-data:write'],
}

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ NUXT_ADMIN_USER_IDS: chenZhiyuan.userId, NUXT_API_KEYS: JSON.stringify([key]) })
})
afterAll(() => stack.close())
const { openSidebar } = useBrowser()

it('an admin defines fields; a member fills them in and undoes it, a colleague sees it', async () => {
  const { page: admin } = await openSidebar(stack, { ...CHAT, userId: chenZhiyuan.userId })
  await waitForName(admin, withUnionId.name)
  await admin.goto(`${stack.url}/fields`)
  const add = async (position: number, name: string, type: string) => {
    await admin.getByRole('button', { name: t.add, exact: true }).click()
    await admin.getByLabel(t.name(position), { exact: true }).fill(name)
    await admin.getByLabel(t.type(position), { exact: true }).selectOption(type)
  }
  await add(1, '预算', t.types.number)
  await add(2, '来源', t.types.choice)
  await admin.getByLabel(t.choices(2), { exact: true }).fill('展会\n转介绍')
  await add(3, '已到店', t.types.switch)
  await admin.getByRole('button', { name: zh.edit.save, exact: true }).click()
  await admin.getByText(zh.edit.saved).waitFor()

  const { page } = await openSidebar(stack, { ...CHAT, userId: linXiaotong.userId })
  await waitForName(page, withUnionId.name)
  const part = page.getByRole('region', { name: t.title })
  await part.getByRole('button', { name: zh.edit.addTo('预算'), exact: true }).click()
  await part.getByLabel('预算', { exact: true }).fill('380000')
  await page.keyboard.press('Enter')
  await part.getByText('380,000').waitFor()
  await part.getByRole('switch', { name: '已到店' }).check()
  const undo = part.getByRole('button', { name: zh.edit.undo, exact: true })
  await undo.waitFor()
  const held = Promise.withResolvers<unknown>()
  await page.route('**/fields/*', route => held.promise.then(() => route.continue()), { times: 1 })
  await undo.click()
  await expect.poll(() => part.getByRole('switch', { name: '已到店' }).isChecked()).toBe(false)
  await part.getByLabel('来源', { exact: true }).selectOption('展会')
  held.resolve(undefined)
  await undo.waitFor()

  const { page: colleague } = await openSidebar(stack, { ...CHAT, userId: chenZhiyuan.userId })
  await waitForName(colleague, withUnionId.name)
  const seen = colleague.getByRole('region', { name: t.title })
  await seen.getByText('380,000').waitFor()
  expect(await seen.getByLabel('来源', { exact: true }).inputValue()).toBe('展会')
  await colleague.getByRole('button', { name: STORY_TEXTS['zh-CN'].all, exact: true }).first().click()
  const row = colleague.getByRole('dialog').getByText(TIMELINE_TEXTS['zh-CN'].actions.fields)
  await row.first().waitFor()
})

it('only admins define fields, and only followers see and set those of a customer', async () => {
  const lin = await signIn(stack)
  const send = async (path: string, content: unknown) => {
    const headers = { 'origin': stack.url, 'content-type': 'application/json' }
    return await lin.get(path, { method: 'PUT', headers, body: JSON.stringify(content) })
  }
  const { fields } = await (await lin.get('/api/fields')).json() as FieldList
  const [budget] = fields
  expect((await lin.get('/fields')).status).toBe(404)
  expect((await send('/api/fields', { before: fields, after: [] })).status).toBe(404)
  const path = (id: string) => `/api/customers/${id}/fields/${budget!.id}`
  expect((await send(path(stranger.externalUserId), { after: 1 })).status).toBe(404)
  expect((await send(path(withUnionId.externalUserId), { after: 1 })).status).toBe(409)
  expect((await send(path(withUnionId.externalUserId), { before: 380_000, after: 'much' })).status).toBe(400)
  expect((await send(path(withUnionId.externalUserId), { before: 380_000, after: 1e13 })).status).toBe(400)
})

it('a system of the company sets and reads fields by their names, and the page shows them', async () => {
  const { externalUserId } = withUnionId
  const send = (path: string, content: object) =>
    askAsSystem(stack.directUrl, key, 'POST', `/api/customer-data${path}`, content)
  const customers = [{ externalUserId, stage: '没有', fields: { 预算: 500_000, 来源: '地推', 已到店: true } }]
  const refused = [{ position: 0 }, { position: 0, field: '来源' }]
  expect((await send('', { customers })).body).toEqual({ changed: 2, refused })
  expect((await send('', { customers })).body).toEqual({ changed: 0, refused })
  const { unionId } = withUnionId
  // The same person twice.
  expect((await send('', {
    customers: [{ unionId, fields: { 预算: 1 } }, { unionId, openPlatform: 'main', fields: { 预算: 2 } }],
  })).status).toBe(400)
  expect((await send('/lookup', { externalUserIds: [externalUserId], unionIds: [unionId] })).body).toEqual({
    externalUserIds: [{ fields: { 预算: 500_000, 来源: '展会', 已到店: true } }],
    unionIds: [{ fields: { 预算: 500_000, 来源: '展会', 已到店: true } }],
  })
  const { page } = await openSidebar(stack, { ...CHAT, userId: linXiaotong.userId })
  await waitForName(page, withUnionId.name)
  const part = page.getByRole('region', { name: t.title })
  await part.getByText('500,000').waitFor()
  expect(await part.getByRole('switch', { name: '已到店' }).isChecked()).toBe(true)
})
