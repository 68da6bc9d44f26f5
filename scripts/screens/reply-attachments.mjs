import { answer, click, refusal } from './screen.mjs'

const CHAT = { chatId: 'with-unionid' }
/** The admin of the simulated company. */
const ADMIN = { userId: 'chenzhiyuan', chatId: 'group' }
const LIST = '/api/quick-replies'
const FILE = { type: 'file', id: '6f1c6c0e-2f0a-4a62-9a0e-0d7b6a2f4f11', bytes: 734_003 }
const MINI_PROGRAM = { type: 'miniProgram', appId: 'wx7c1f0a9be3d24568', page: 'pages/index/index.html' }
const ATTACHED = [
  { id: 'picture', scope: 'own', text: '', title: '样板间', attachment: { ...FILE, name: '样板间.png', isImage: true } },
  { id: 'file', scope: 'own', text: '', attachment: { ...FILE, name: '全屋定制报价单 2026 春季.pdf', isImage: false } },
  {
    id: 'link', scope: 'corp', text: '', title: '案例',
    attachment: {
      type: 'link', title: '滨江 89 平米，三室两厅', description: '完工照片和报价', url: 'https://www.example.com/cases/89',
    },
  },
  { id: 'mini', scope: 'corp', text: '', attachment: { ...MINI_PROGRAM, title: '春山家居商城' } },
]
const attached = answer(LIST, 200, { replies: ATTACHED })
/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64',
)

/** @type {import('./screen.mjs').Act} */
const open = async (page) => {
  await click('[aria-haspopup=dialog]')(page)
  return page.locator('dialog [data-reply]').first().waitFor()
}

/**
 * Shows one of the replies with an attachment.
 *
 * @param {number} position
 * @param {unknown} [media] what the server answers when it is asked for the file at WeCom
 */
const shown = (position, media = { mediaId: 'media' }) => ({
  client: CHAT,
  /** @type {import('./screen.mjs').Act} */
  prepare: async (page) => {
    await attached(page)
    await page.route('**/api/reply-files/*', route => route.fulfill({ contentType: 'image/png', body: PIXEL }))
    return page.route('**/media', route => route.fulfill({ json: media }))
  },
  /** @type {import('./screen.mjs').Act} */
  act: async (page) => {
    await open(page)
    await page.locator('dialog [data-reply]').nth(position).click()
    return page.locator('dialog [data-send]').waitFor()
  },
})

/**
 * Begins a reply of another kind than a text.
 *
 * @param {number} kind position among the kinds
 * @returns {import('./screen.mjs').Act}
 */
const begin = kind => async (page) => {
  await open(page)
  await click('dialog footer button')(page)
  await page.locator('dialog .editor .chips').first().locator('button').nth(kind).click()
  return page.locator('dialog form').waitFor()
}

/**
 * A file that the server refuses.
 *
 * @param {number} status
 * @param {string} code
 */
const refusedFile = (status, code) => ({
  client: ADMIN,
  /** @type {import('./screen.mjs').Act} */
  prepare: async (page) => {
    await attached(page)
    return answer('/api/reply-files', status, refusal(code))(page)
  },
  /** @type {import('./screen.mjs').Act} */
  act: async (page) => {
    await begin(1)(page)
    await page.locator('dialog input[type=file]')
      .setInputFiles({ name: '报价单.pdf', mimeType: 'application/pdf', buffer: PIXEL })
    return page.locator('[role=alert]').waitFor()
  },
})

/** Quick replies with a file or a card. @type {import('./screen.mjs').Screen[]} */
export const replyAttachments = [
  { name: 'replies-attached', client: CHAT, prepare: attached, act: open },
  { name: 'replies-picture', ...shown(0) },
  { name: 'replies-file-on-its-way', ...shown(1, {}) },
  { name: 'replies-link', ...shown(2) },
  { name: 'replies-mini-program', ...shown(3) },
  { name: 'replies-write-file', client: ADMIN, prepare: attached, act: begin(1) },
  { name: 'replies-write-link', client: ADMIN, prepare: attached, act: begin(2) },
  { name: 'replies-write-mini-program', client: CHAT, prepare: attached, act: begin(3) },
  { name: 'replies-file-gone', ...refusedFile(404, 'reply_file_not_found') },
  { name: 'replies-files-full', ...refusedFile(409, 'reply_files_full') },
  {
    name: 'replies-foreign-mini-program',
    ...shown(3),
    faults: [{ api: 'sendChatMessage', errMsg: 'sendChatMessage:fail, not allow to cross corp' }],
    act: async (page) => {
      await shown(3).act(page)
      await click('dialog [data-send]')(page)
      return page.locator('[role=alert]').first().waitFor()
    },
  },
]
