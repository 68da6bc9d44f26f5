import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { withoutClientCookie } from '../oauth/client-cookie.ts'
import { allowFraming } from './html.ts'

const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']

/**
 * What the app receives: the webview's user agent, and no trace of the simulator.
 *
 * @param userAgent of the simulated client; absent in an ordinary browser
 */
export function requestHeaders(request: IncomingMessage, userAgent: string | undefined): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = withoutHopByHop(request.headers)
  const cookie = withoutClientCookie(request.headers.cookie ?? '')
  if (cookie === '') delete headers.cookie
  else headers.cookie = cookie
  if (userAgent !== undefined) {
    headers['user-agent'] = userAgent
    // Client hints would give the real browser away; webviews of WeCom do not send them all the same.
    for (const name of Object.keys(headers)) if (name.startsWith('sec-ch-ua')) delete headers[name]
  }
  // HTML has to be read to be changed.
  if (request.headers.accept?.includes('text/html')) headers['accept-encoding'] = 'identity'
  return headers
}

/** What the browser receives: all of the app's headers, framing by the shell allowed. */
export function responseHeaders(headers: IncomingHttpHeaders, shellOrigin: string): OutgoingHttpHeaders {
  const { 'x-frame-options': _, ...rest } = withoutHopByHop(headers)
  const policy = headers['content-security-policy']
  return typeof policy === 'string' ? { ...rest, 'content-security-policy': allowFraming(policy, shellOrigin) } : rest
}

function withoutHopByHop(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)))
}
