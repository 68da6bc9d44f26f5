import { answer, click, silence } from './screen.mjs'

const CHAT = { chatId: 'with-unionid' }
const ADMIN = { ...CHAT, userId: 'chenzhiyuan' }
const PANELS = '/api/customers/*/panels'
const ACTION = `${PANELS}/*/actions/*`
const CONTEXT = /(<script[^>]* id="page-context"[^>]*>)([^<]*)/

/**
 * The page as that of a company with panels.
 *
 * @type {import('./screen.mjs').Act}
 */
const withPanels = page => page.route(url => url.pathname === '/', async (route) => {
  if (route.request().resourceType() !== 'document') return route.fallback()
  const response = await route.fetch()
  const panels = [
    { id: 'orders', title: { zh: '订单', en: 'Orders' }, open: true },
    { id: 'tickets', title: { zh: '工单', en: 'Tickets' }, open: true },
  ]
  const html = await response.text()
  await route.fulfill({ response, body: html.replace(CONTEXT, (_all, tag, json) =>
    tag + JSON.stringify({ ...JSON.parse(json), panels }).replaceAll('<', '\\u003c')) })
})

/**
 * @param {...object} lines
 * @returns {import('./screen.mjs').Act}
 */
const loading = (...lines) => async (page) => {
  await withPanels(page)
  return page.route(`**${PANELS}`, route => route.fulfill({
    contentType: 'application/x-ndjson', body: lines.map(line => `${JSON.stringify(line)}\n`).join(''),
  }))
}

const cancel = {
  id: 'cancel', label: '取消订单', kind: 'submit', ticket: 't', confirm: '取消后需要重新下单。', fields: [
    { name: 'reason', label: '原因', type: 'select', required: true, options: [
      { value: 'late', label: '送达太晚' }, { value: 'broken', label: '商品破损' },
    ] },
    { name: 'note', label: '备注', type: 'multiline' },
  ],
}
const ORDERS = { panel: 'orders', card: { version: 1, title: '订单', badge: '2', blocks: [
  { type: 'list', items: [
    { title: 'A-42 · 实木餐桌', detail: '已发货', meta: '2026-02-27', tone: 'good', url: 'https://crm.example.com' },
    { title: 'A-17 · 台灯', detail: '已退款', meta: '2025-11-02', tone: 'bad' },
  ] },
  { type: 'actions', actions: [
    { id: 'crm', label: '在 CRM 中打开', kind: 'open', url: 'https://crm.example.com' }, cancel,
  ] },
] } }
const DRAFT = { panel: 'tickets', card: { version: 1, blocks: [
  { type: 'fields', fields: [{ label: '最近工单', value: 'T-7', copyable: true }] },
  { type: 'draft', text: '您好，您的餐桌已发货，预计周四送达。', source: '客服助手' },
] } }
const INVALID = { panel: 'tickets', problem: {
  code: 'panel_card_invalid', message: '', detail: 'blocks.0.items.3.title: expected string',
} }
const CARD = '.card'
const openDialog = click(`${CARD} li:nth-child(2) button`)

/**
 * Sends the form, which gets this answer.
 *
 * @param {object} result
 */
const sending = result => ({
  /** @type {import('./screen.mjs').Act} */
  prepare: async (page) => {
    await loading(ORDERS, DRAFT)(page)
    return answer(ACTION, 200, result)(page)
  },
  /** @type {import('./screen.mjs').Act} */
  act: async (page) => {
    await openDialog(page)
    await page.locator('dialog select').selectOption('late')
    return page.locator('dialog [type=submit]').click()
  },
})

/** The company's panels beside a customer. @type {import('./screen.mjs').Screen[]} */
export const panels = [
  { name: 'panel-cards', client: CHAT, prepare: loading(ORDERS, DRAFT), shows: CARD },
  { name: 'panel-problem', client: ADMIN, prepare: loading(ORDERS, INVALID), shows: '.problem' },
  {
    name: 'panel-waiting',
    client: CHAT,
    prepare: async (page) => {
      await withPanels(page)
      return silence(PANELS)(page)
    },
    shows: '.waiting',
  },
  { name: 'panel-action', client: CHAT, prepare: loading(ORDERS, DRAFT), shows: CARD, act: openDialog },
  {
    name: 'panel-action-refused',
    client: CHAT,
    shows: CARD,
    ...sending({ version: 1, message: '订单已出库，不能取消', tone: 'bad' }),
  },
  {
    name: 'panel-action-done',
    client: CHAT,
    shows: CARD,
    ...sending({ card: { version: 1, title: '订单', blocks: [{ type: 'notice', text: '已取消 A-42', tone: 'good' }] } }),
  },
]
