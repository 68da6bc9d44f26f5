// A panel with the orders of the customer on the screen: PANEL_SECRET=whsec_… node server.mjs
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

const { PANEL_SECRET = '', PORT = '4000' } = process.env
const key = Buffer.from(PANEL_SECRET.replace('whsec_', ''), 'base64')
if (key.length < 24) throw new Error('PANEL_SECRET must be the secret of the panel in NUXT_PANELS.')
/** @type {Record<string, object[]>} By unionid; yours are in a database. */
const orders = { o0Kmj7mY9CjZP0XFmQqnfEYg2rrN: [{ title: 'A-42 · 实木餐桌', detail: '¥ 3,280', meta: '2026-11-02' }] }
/** @type {(headers: import('node:http').IncomingHttpHeaders, body: string) => boolean} */
function isSigned({ 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures = '' }, body) {
  if (!(Math.abs(Date.now() / 1000 - Number(at)) < 300)) return false
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`)
  const given = String(signatures).split(' ').map(one => Buffer.from(one))
  return given.some(one => one.length === expected.length && timingSafeEqual(one, expected))
}

createServer(async (request, response) => {
  const body = await text(request).catch(() => '') // A request that breaks off must not end the process.
  if (!isSigned(request.headers, body)) return response.writeHead(401).end()
  const { customer: { unionId }, action } = JSON.parse(body)
  if (action?.id === 'cancel') delete orders[unionId]
  const items = orders[unionId]
  const cancel = { id: 'cancel', kind: 'submit', label: { zh: '取消订单', en: 'Cancel the order' } }
  const none = { type: 'notice', text: { zh: '暂无订单', en: 'No orders' } }
  const blocks = items ? [{ type: 'list', items }, { type: 'actions', actions: [cancel] }] : [none]
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ version: 1, title: { zh: '订单', en: 'Orders' }, blocks }))
}).listen(Number(PORT), '127.0.0.1')
