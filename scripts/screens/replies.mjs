import { amendClient, answer, click, refusal, rest } from './screen.mjs'

const CHAT = { chatId: 'with-unionid' }
/** The admin of the simulated company. */
const ADMIN = { userId: 'chenzhiyuan', chatId: 'group' }
const LIST = '/api/quick-replies'
const OPEN = '[aria-haspopup=dialog]'
const PENCIL = 'dialog .row .icon-button:last-child'
const ADD = 'dialog footer button'

const TEXTS = [
  ['own', '您好，我是您的专属顾问林晓彤，有任何装修问题都可以随时找我。'],
  ['own', '周六上午十点到店看样方便吗？'],
  ['own', '报价已发您邮箱：\n1. 基础施工 12.8 万\n2. 主材 6.5 万\n3. 设计费 0.7 万\n合计 20 万，含两年免费上门维护。如需调整请直接告诉我。'],
  ['corp', '展厅地址：滨江区江南大道 100 号，地铁 5 号线江晖路站 B 口步行 300 米。'],
  ['corp', '量房免费，请发我小区名和户型图。'],
  ['corp', 'Our showroom is open every day from 9 am to 8 pm.'],
]
const TITLED = [
  { id: 'titled', scope: 'own', title: '到店邀约', folder: '邀约', text: '{客户}，您好，我是{成员}。周六上午十点到店看样方便吗？' },
  { id: 'offer', scope: 'corp', title: '报价说明', folder: '报价', text: '报价含两年免费上门维护。' },
]
const library = answer(LIST, 200, {
  replies: [...TEXTS.map(([scope, text], index) => ({ id: `${index}`, scope, text })), ...TITLED],
})

/** @type {import('./screen.mjs').Act} */
const open = async (page) => {
  await click(OPEN)(page)
  return page.locator('dialog [data-reply], dialog .empty, dialog details').first().waitFor()
}

/**
 * @param {string} text
 * @returns {import('./screen.mjs').Act}
 */
const search = text => async (page) => {
  await open(page)
  await page.locator('dialog input[type=search]').fill(text)
}

/**
 * Sends a message.
 *
 * @param {string} [shows] selector that the page has after that
 * @returns {import('./screen.mjs').Act}
 */
const send = (shows = '[role=alert]') => async (page) => {
  await open(page)
  await click('dialog [data-reply]')(page)
  await page.locator(shows).first().waitFor()
}

/**
 * @param {string} text
 * @returns {import('./screen.mjs').Act}
 */
const save = text => async (page) => {
  await page.locator('dialog textarea').fill(text)
  await click('dialog .actions button')(page)
  return page.locator('[role=alert]').waitFor()
}

/**
 * A change of a reply that the server refuses.
 *
 * @param {number} status
 * @param {string} code
 */
const refusedChange = (status, code) => ({
  client: CHAT,
  /** @type {import('./screen.mjs').Act} */
  prepare: async (page) => {
    await library(page)
    return answer(`${LIST}/*`, status, refusal(code))(page)
  },
  /** @type {import('./screen.mjs').Act} */
  act: async (page) => {
    await open(page)
    await click(PENCIL)(page)
    return save('您好，我是林晓彤。')(page)
  },
})

/**
 * A new reply that the server refuses.
 *
 * @param {number} status
 * @param {string} code
 */
const refusedReply = (status, code) => ({
  client: ADMIN,
  /** @type {import('./screen.mjs').Act} */
  prepare: async (page) => {
    await library(page)
    return page.route(`**${LIST}`, route =>
      route.request().method() === 'POST' ? route.fulfill({ status, json: refusal(code) }) : route.fallback(),
    )
  },
  /** @type {import('./screen.mjs').Act} */
  act: async (page) => {
    await open(page)
    await click(ADD)(page)
    return save('明天我会带着效果图上门。')(page)
  },
})

/** Quick replies: finding, sending, writing. @type {import('./screen.mjs').Screen[]} */
export const replies = [
  { name: 'replies', client: CHAT, prepare: library, act: open },
  { name: 'replies-group', client: { chatId: 'group' }, prepare: library, shows: OPEN },
  { name: 'replies-jump', client: CHAT, prepare: library, act: search('/邀约') },
  { name: 'replies-search', client: CHAT, prepare: library, act: search('报价') },
  { name: 'replies-nothing-found', client: CHAT, prepare: library, act: search('没有这个') },
  {
    name: 'replies-whole',
    client: CHAT,
    prepare: library,
    act: async (page) => {
      await open(page)
      await click('dialog [aria-expanded]')(page)
    },
  },
  { name: 'replies-empty', client: CHAT, prepare: answer(LIST, 200, { replies: [] }), act: open },
  { name: 'replies-failed', client: CHAT, prepare: answer(LIST, 503, refusal('store_unavailable')), act: open },
  { name: 'replies-sent', client: CHAT, prepare: library, act: send('.bars .sent') },
  {
    name: 'replies-cancelled',
    client: CHAT,
    prepare: library,
    faults: [{ api: 'sendChatMessage', errMsg: 'sendChatMessage:cancel' }],
    act: send('dialog .wanted'),
  },
  {
    name: 'replies-no-permission',
    client: CHAT,
    prepare: library,
    faults: [{ api: 'sendChatMessage', errMsg: 'sendChatMessage:fail no permission' }],
    act: send(),
  },
  {
    name: 'replies-unconfirmed',
    client: CHAT,
    prepare: library,
    faults: [{ api: 'sendChatMessage', never: true }],
    act: send(),
  },
  {
    name: 'replies-chat-changed',
    client: CHAT,
    prepare: library,
    act: async (page) => {
      const [other] = await (
        await page.request.get(new URL('/api/customers', page.url()).href)
      )
        .json()
        .then(({ customers }) => customers.slice(-1))
      await open(page)
      await amendClient('getCurExternalContact', answer => ({ ...answer, userId: other.externalUserId }))(page)
      await click('dialog [data-reply]')(page)
      return page.locator('[role=alert]').first().waitFor()
    },
  },
  {
    name: 'replies-chat-unknown',
    client: CHAT,
    prepare: library,
    act: async (page) => {
      await open(page)
      await amendClient('getContext', () => ({ errMsg: 'getContext:fail', err_msg: 'getContext:fail' }))(page)
      await click('dialog [data-reply]')(page)
      return page.locator('[role=alert]').first().waitFor()
    },
  },
  {
    name: 'replies-not-supported',
    client: CHAT,
    prepare: library,
    faults: [{ api: 'sendChatMessage', errMsg: 'sendChatMessage:function not exist' }],
    act: send(),
  },
  {
    name: 'replies-refused',
    client: CHAT,
    prepare: library,
    faults: [{ api: 'sendChatMessage', errMsg: 'sendChatMessage:fail' }],
    act: send(),
  },
  {
    name: 'replies-write',
    client: ADMIN,
    prepare: library,
    act: async (page) => {
      await open(page)
      await click(ADD)(page)
      await page.locator('dialog textarea').fill('明天我会带着效果图上门，')
    },
  },
  {
    name: 'replies-left-unsaved',
    client: ADMIN,
    prepare: library,
    act: async (page) => {
      await open(page)
      await click(ADD)(page)
      await page.locator('dialog textarea').fill('明天我会带着效果图上门，')
      await page.waitForFunction(() => Object.keys(localStorage).some(name => name.startsWith('draft.')))
      await rest(page)
      await page.reload()
      await click(OPEN)(page)
      return page.locator('dialog .offer').waitFor()
    },
  },
  {
    name: 'replies-edit',
    client: CHAT,
    prepare: library,
    act: async (page) => {
      await open(page)
      await click(PENCIL)(page)
    },
  },
  { name: 'replies-not-saved', ...refusedChange(503, 'store_unavailable') },
  { name: 'replies-conflict', ...refusedChange(409, 'edit_conflict') },
  { name: 'replies-gone', ...refusedChange(404, 'reply_not_found') },
  { name: 'replies-full', ...refusedReply(409, 'replies_full') },
  { name: 'replies-admin-required', ...refusedReply(403, 'admin_required') },
  {
    name: 'replies-deleted',
    client: CHAT,
    prepare: async (page) => {
      await library(page)
      await page.route(`**${LIST}/*`, route => route.fulfill({ status: 204 }))
    },
    act: async (page) => {
      await open(page)
      await click(PENCIL, 'dialog .actions button:last-child')(page)
      await rest(page)
    },
  },
]
