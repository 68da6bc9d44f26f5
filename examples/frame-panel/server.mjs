// A page in a frame beside the customer: PANEL_SECRET=whsec_… SIDEBAR_URL=https://sidebar.example.com node server.mjs
import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'

const { PANEL_SECRET = '', PANEL_ID = 'crm', SIDEBAR_URL = '', ANCESTORS = SIDEBAR_URL, PORT = '4000' } = process.env
const key = Buffer.from(PANEL_SECRET.replace('whsec_', ''), 'base64')
if (key.length < 24) throw new Error('PANEL_SECRET must be the secret of the panel in NUXT_PANELS.')

/**
 * Exchanges the token of the address, which works once, for who looks at which customer.
 *
 * @type {(token: string) => Promise<{ customer: { unionId: string }, member: { userId: string } } | undefined>}
 */
async function visitOf(token) {
  const body = JSON.stringify({ token })
  const [id, at] = [`msg_${randomUUID()}`, String(Math.floor(Date.now() / 1000))]
  const signature = `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`
  const headers = { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature }
  const answer = await fetch(`${SIDEBAR_URL}/api/panels/${PANEL_ID}/visits`, {
    method: 'POST', body, headers: { 'content-type': 'application/json', ...headers },
  })
  return answer.ok ? answer.json() : undefined
}

/** In the browser: takes the look of the sidebar, and tells the height (MCP Apps). */
const SCRIPT = `
  const say = message => parent.postMessage({ jsonrpc: '2.0', ...message }, '${SIDEBAR_URL}')
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || origin !== '${SIDEBAR_URL}' || data.id !== 1) return
    for (const [name, value] of Object.entries(data.result.hostContext.styles.variables))
      document.documentElement.style.setProperty(name, value)
    const height = document.body.scrollHeight
    say({ method: 'ui/notifications/size-changed', params: { height } })
  })
  say({ id: 1, method: 'ui/initialize', params: { protocolVersion: '2026-01-26', appCapabilities: {} } })`
const STYLE = 'body { margin: 0; padding: 8px 16px; color: var(--color-text-primary); font: 14px var(--font-sans) }'

/** @typedef {import('node:http').IncomingMessage} Message @typedef {import('node:http').ServerResponse} Response */

/** @type {(message: Message, response: Response) => Promise<unknown>} */
async function serve(message, response) {
  const { searchParams } = new URL(String(message.url), 'http://localhost')
  const token = searchParams.get('panel_token')
  const visit = token ? await visitOf(token) : undefined
  response.setHeader('content-security-policy', `frame-ancestors ${ANCESTORS}`)
  if (!visit) return response.writeHead(403).end('Open this page beside a customer.')
  response.setHeader('content-type', 'text/html; charset=utf-8')
  // Ids of WeCom have letters, digits, "-" and "_" only. Escape what you show of other texts.
  const { customer, member } = visit
  response.end(`<!doctype html><html lang="en"><title>CRM</title><style>${STYLE}</style><p>${member.userId} looks at
    <b>${customer.unionId}</b></p><script>${SCRIPT}</script></html>`)
}

// A bad address, or a sidebar that cannot be reached, must not end the process.
createServer((message, response) => serve(message, response).catch(() => response.writeHead(502).end()))
  .listen(Number(PORT), '127.0.0.1')
