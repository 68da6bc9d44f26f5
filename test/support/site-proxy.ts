import { createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import type { Certificate } from './certificate.ts'

/** What a reverse proxy in front of the app does. */
export interface SiteProxyRules {
  /** These paths get 404 from the proxy itself. */
  blocks?: RegExp
  /** Adds X-Forwarded-For and X-Forwarded-Proto, as nginx and Caddy are set up to do. */
  forwards?: boolean
  /** Adds these headers to each answer, as a CDN does. */
  answerHeaders?: Record<string, string>
  /** Reads the whole body before it asks, and sends it with a length, as nginx does. */
  buffers?: boolean
  /** Adds a slash to each path, or redirects to the path with one. */
  slash?: 'adds' | 'redirects'
  /** Sends this Host instead of the client's. */
  host?: string
}

/** A reverse proxy with rules that can be changed. */
export interface SiteProxy {
  port: number
  rules: SiteProxyRules
  /** @param origin address of the server behind it */
  standBefore: (origin: string) => void
  close: () => Promise<void>
}

/** @param certificate for https; without it, it speaks http */
export async function startSiteProxy(rules: SiteProxyRules = {}, certificate?: Certificate): Promise<SiteProxy> {
  let origin = ''
  const proxy = { rules }

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { blocks, forwards, answerHeaders, buffers, host, slash } = proxy.rules
    const slashed = slash ? incoming.url!.replace(/(?<!\/)(?=\?|$)/, '/') : incoming.url!
    if (blocks?.test(incoming.url!)) return void outgoing.writeHead(404).end('not found')
    if (slash === 'redirects' && slashed !== incoming.url) {
      return void outgoing.writeHead(301, { location: slashed }).end()
    }
    const headers = { ...incoming.headers, ...host && { host } }
    if (forwards) Object.assign(headers, { 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https' })
    const body = buffers ? Buffer.concat(await Array.fromAsync(incoming as AsyncIterable<Buffer>)) : undefined
    if (body) {
      delete headers['transfer-encoding']
      headers['content-length'] = String(body.length)
    }
    const behind = request(new URL(slashed, origin), { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode!, { ...answer.headers, ...answerHeaders })
      answer.pipe(outgoing)
    })
    behind.on('error', () => outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end())
    if (body) behind.end(body)
    else incoming.pipe(behind)
  }
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void pass(incoming, outgoing)
  const server = certificate
    ? createTlsServer({ cert: readFileSync(certificate.certificate), key: readFileSync(certificate.key) }, listener)
    : createServer(listener)
  await new Promise<void>(resolve => server.listen(0, resolve))
  return Object.assign(proxy, {
    port: (server.address() as AddressInfo).port,
    standBefore: (to: string) => void (origin = to),
    close: () => new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  })
}
