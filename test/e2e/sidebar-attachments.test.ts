import { randomBytes, randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ATTACHMENT_TEXTS } from '../../i18n/attachment-texts.ts'
import { MESSAGE_REFUSAL_TEXTS } from '../../i18n/message-refusal-texts.ts'
import { wechatApps } from '../../simulator/scenarios/default/wechat-apps.ts'
import { tally } from '../support/crowd.ts'
import { useBrowser } from './support/browser.ts'
import { zh } from './support/profile.ts'
import { sendFile } from './support/reply-file.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const texts = ATTACHMENT_TEXTS['zh-CN']
const refusals = MESSAGE_REFUSAL_TEXTS['zh-CN']
const { replies: words } = zh
/** One pixel, and more than one part of noise. */
const PICTURE = Buffer.concat([
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64',
  ),
  randomBytes(300_000),
])

let stack: Stack
let lin: Webview
beforeAll(async () => {
  stack = await startStack({ NUXT_ADMIN_USER_IDS: 'wangsiqi' })
  lin = await signIn(stack)
})
afterAll(() => stack.close())
const { openSidebar } = useBrowser()

const messages = (chatId: string) => stack.simulator.world.scenario.chats.find(({ id }) => id === chatId)!.messages
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const uploads = () => stack.simulator.world.log.list('/cgi-bin/media/upload')

async function openReplies(page: Page): Promise<void> {
  await page.locator('article').waitFor()
  await button(page, words.open).click()
  await page.locator('dialog [data-reply], dialog .empty').first().waitFor()
}

/** Begins a reply of a kind. */
async function begin(page: Page, kind: string): Promise<void> {
  await button(page, words.add).click()
  await button(page, kind).click()
}

const show = (page: Page, name: string) => page.locator('dialog [data-reply]', { hasText: name }).click()
const send = (page: Page) => page.locator('dialog [data-send]:enabled').click()
const sent = (page: Page) => page.getByRole('status').filter({ hasText: words.sent }).waitFor()

it('a picture is uploaded, seen before it is sent, and at WeCom once', async () => {
  const { page } = await openSidebar(stack, { chatId: 'ordinary-01' })
  await openReplies(page)
  await begin(page, texts.kinds.file)
  expect(await button(page, zh.edit.save).isDisabled()).toBe(true)
  const file = page.locator('dialog input[type=file]')
  await file.setInputFiles({ name: '空.txt', mimeType: 'text/plain', buffer: Buffer.from('12345') })
  await page.getByRole('alert').filter({ hasText: texts.problems.empty }).waitFor()
  await file.setInputFiles({ name: '样板间.png', mimeType: 'image/png', buffer: PICTURE })
  await page.locator('dialog .file').getByText('样板间.png').waitFor()
  await button(page, zh.edit.save).click()
  await show(page, '样板间.png')
  const picture = page.locator('dialog .message img')
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
  expect(messages('ordinary-01').some(({ mediaId }) => mediaId), 'a click on the reply sends nothing').toBe(false)
  await send(page)
  await sent(page)
  const [message] = messages('ordinary-01').slice(-1)
  expect(message).toMatchObject({ from: 'linxiaotong', msgtype: 'image' })
  expect(stack.simulator.world.media.find(message!.mediaId)!.content).toEqual(PICTURE)
  await openReplies(page)
  await show(page, '样板间.png')
  await send(page)
  await sent(page)
  expect(messages('ordinary-01').at(-1)!.mediaId).toBe(message!.mediaId)
  expect(uploads()).toHaveLength(1)
})

it('links and mini programs are sent as cards, and what the client refuses in them is said', async () => {
  const { page } = await openSidebar(stack, { chatId: 'ordinary-02' })
  const shop = wechatApps.find(({ linkedAgentId }) => linkedAgentId !== undefined)!
  await openReplies(page)
  await begin(page, texts.kinds.link)
  await page.locator('dialog input[name=url]').fill('https://www.example.com/cases/89')
  await page.locator('dialog .card input[name=title]').fill('滨江 89 平米')
  await page.keyboard.press('Enter')
  await show(page, '滨江 89 平米')
  stack.simulator.world.faults.replace([{
    api: 'sendChatMessage', errMsg: 'sendChatMessage:invalid param, link or img_url is invalid',
  }])
  await send(page)
  await page.getByRole('alert').filter({ hasText: refusals.bad_link }).waitFor()
  stack.simulator.world.faults.replace([])
  await send(page)
  await sent(page)
  expect(messages('ordinary-02').at(-1)).toMatchObject({
    msgtype: 'news', text: '滨江 89 平米', link: 'https://www.example.com/cases/89',
  })

  for (const [appId, title] of [[shop.appId, '商城'], ['wx0000000000000000', '别家']] as const) {
    await openReplies(page)
    await begin(page, texts.kinds.miniProgram)
    await page.locator('dialog input[name=appId]').fill(appId)
    await page.locator('dialog input[name=page]').fill('pages/index/index.html?id=1')
    await page.locator('dialog .card input[name=title]').fill(title)
    await button(page, zh.edit.save).click()
    await show(page, title)
    await send(page)
    if (appId === shop.appId) await sent(page)
  }
  await page.getByRole('alert').filter({ hasText: refusals.foreign_mini_program }).waitFor()
  expect(messages('ordinary-02').at(-1)).toMatchObject({ msgtype: 'miniprogram', text: '[小程序 商城]' })
})

it('a file is for its member, the company\'s for all members, and nobody chooses a media id', async () => {
  const own = await sendFile(stack, lin, { name: '报价.png', content: PICTURE })
  const wang = await signIn(stack, { userId: 'wangsiqi' })
  const corp = await sendFile(stack, wang, { name: '价目表.pdf', content: Buffer.from('a price list'), scope: 'corp' })
  const ask = async (webview: Webview, method: string, path: string, body?: object) => {
    const headers = { 'origin': stack.url, 'content-type': 'application/json' }
    const answer = await webview.get(path, { method, headers, body: body && JSON.stringify(body) })
    return [answer.status, answer.headers.get('content-type')?.includes('json') && await answer.json()]
  }
  const file = own.attachment as { id: string }
  const picture = await lin.get(`/api/reply-files/${file.id}`)
  expect([picture.status, ...['content-type', 'content-length', 'cache-control'].map(of => picture.headers.get(of))])
    .toEqual([200, 'image/png', String(PICTURE.length), 'no-store'])
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(PICTURE)
  const refusal = (code: string) => [404, expect.objectContaining({ code })]
  expect(await ask(wang, 'GET', `/api/reply-files/${file.id}`)).toEqual(refusal('reply_file_not_found'))
  const media = (webview: Webview, { id }: { id: string }, body: object = { refused: false }) =>
    ask(webview, 'POST', `/api/quick-replies/${id}/media`, body)
  expect(await media(wang, own)).toEqual(refusal('reply_not_found'))
  const taken = { scope: 'own', text: '', attachment: { type: 'file', id: file.id } }
  expect(await ask(wang, 'POST', '/api/quick-replies', taken)).toEqual(refusal('reply_file_not_found'))
  const [status, { mediaId }] = await media(lin, corp) as [number, { mediaId: string }]
  expect([status, stack.simulator.world.media.find(mediaId)?.name]).toEqual([200, '价目表.pdf'])
  expect(await media(lin, corp, { refused: false, mediaId: 'mine' })).toMatchObject([400, { code: 'invalid_request' }])
  // Pages of others could show it otherwise.
  const shown = corp.attachment as { id: string }
  expect(await ask(lin, 'GET', `/api/reply-files/${shown.id}`)).toEqual(refusal('reply_file_not_found'))
})

it('a member asks for 120 pictures in a minute', async () => {
  const zhao = await signIn(stack, { userId: 'zhaoguoqiang' })
  expect(await tally(121, () => zhao.get(`/api/reply-files/${randomUUID()}`))).toEqual({ 404: 120, 429: 1 })
})
