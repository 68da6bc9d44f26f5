import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { signWebhook } from '../../../server/panels/webhook-signature.ts'
import { freePort } from '../../support/free-port.ts'

/** What a page in a frame has been told of its visit. */
export interface Visit {
  status: number
  answer: { code?: string, customer?: { unionId?: string }, member?: { userId: string } }
}

/** A company's own page, in a frame. */
export interface FrameProvider {
  origin: string
  /** The secret in NUXT_PANELS. */
  secret: string
  /** Requests for the page, as they came. */
  requests: IncomingMessage[]
  /** What the page's script has reported. */
  reports: unknown[]
  /** The script of the page. `report(value)` reaches `reports`. */
  script: string
  /** Exchanges a token, as the system of the page does. */
  exchange: (token: string, change?: { panel?: string, secret?: string, at?: number }) => Promise<Visit>
  close: () => Promise<void>
}

/** Speaks with the page around it, by the messages of MCP Apps, and shows what it learns. */
export const GOOD_SCRIPT = `
  addEventListener('message', ({ data }) => {
    if (data.id === 1) {
      const { theme, locale, styles } = data.result.hostContext
      document.querySelector('output').textContent = [theme, locale, styles.variables['--color-text-primary']].join(' ')
      parent.postMessage({ jsonrpc: '2.0', method: 'ui/notifications/initialized' }, '*')
      parent.postMessage({ jsonrpc: '2.0', method: 'ui/notifications/size-changed', params: { height: 333 } }, '*')
    }
  })
  parent.postMessage({
    jsonrpc: '2.0', id: 1, method: 'ui/initialize', params: { protocolVersion: '2026-01-26', appCapabilities: {} },
  }, '*')`

/** @param site the origin of the sidebar */
export async function startFrameProvider(site: () => string): Promise<FrameProvider> {
  const port = await freePort()
  const secret = `whsec_${Buffer.from('CANARY-secret-of-the-frames-1').toString('base64')}`
  const provider: FrameProvider = {
    origin: `http://127.0.0.1:${port}`, secret, requests: [], reports: [], script: GOOD_SCRIPT,
    async exchange(token, { panel = 'crm', secret: by = secret, at = Date.now() } = {}) {
      const body = JSON.stringify({ token })
      const headers = signWebhook({ id: 'msg_1', timestamp: Math.floor(at / 1_000), body }, [by])
      const answer = await fetch(`${site()}/api/panels/${panel}/visits`, {
        method: 'POST', body, headers: { 'content-type': 'application/json', ...headers },
      })
      return { status: answer.status, answer: await answer.json() as Visit['answer'] }
    },
    close: () => new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, provider.origin)
    if (pathname === '/report') {
      provider.reports.push(JSON.parse(await text(request)))
      return void response.writeHead(204).end()
    }
    if (pathname !== '/panel') return void response.writeHead(404).end()
    provider.requests.push(request)
    const { answer } = await provider.exchange(searchParams.get('panel_token') ?? '')
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><html lang="en">
      <title>CRM</title><h1>${answer.customer?.unionId ?? answer.code}</h1><output></output><script>
      const report = value => fetch('/report', { method: 'POST', mode: 'no-cors', body: JSON.stringify(value) })
      ${provider.script}</script></html>`)
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return provider
}
