import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { withoutClientCookie } from '../oauth/client-cookie.ts'
import { allowFraming } from './html.ts'

const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']

/** They would give the real browser away beside the replaced user agent. */
const CLIENT_HINTS = 'sec-ch-ua'

/**
 * What the app receives: the webview's user agent, and no trace of the simulator.
 *
 * @param userAgent of the simulated client; absent in an ordinary browser
 */
export function requestHeaders(request: IncomingMessage, userAgent: string | undefined): OutgoingHttpHeaders {
  const headers = withoutHopByHop(request.headers, userAgent === undefined ? [] : [CLIENT_HINTS])
  const cookie = withoutClientCookie(request.headers.cookie ?? '')
  if (cookie === '') delete headers.cookie
  else headers.cookie = cookie
  if (userAgent !== undefined) headers['user-agent'] = userAgent
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

function withoutHopByHop(headers: IncomingHttpHeaders, beginnings: string[] = []): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) =>
    !HOP_BY_HOP.includes(name) && !beginnings.some(beginning => name.startsWith(beginning))))
}
