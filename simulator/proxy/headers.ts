import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { withoutClientCookie } from '../oauth/client-cookie.ts'
import { allowFraming } from './html.ts'

const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']

/** They would show the real browser beside the replaced user agent. */
const CLIENT_HINTS = 'sec-ch-ua'

/**
 * The headers for the app: with the webview's user agent, without the simulator's cookie.
 *
 * @param userAgent of the simulated client; absent in an ordinary browser
 */
export function requestHeaders(request: IncomingMessage, userAgent: string | undefined): OutgoingHttpHeaders {
  const headers = withoutHopByHop(request.headers, userAgent === undefined ? [] : [CLIENT_HINTS])
  const cookie = withoutClientCookie(request.headers.cookie ?? '')
  if (cookie === '') delete headers.cookie
  else headers.cookie = cookie
  if (userAgent !== undefined) headers['user-agent'] = userAgent
  // HTML is changed, so it must not be compressed.
  if (request.headers.accept?.includes('text/html')) headers['accept-encoding'] = 'identity'
  return headers
}

/**
 * The headers for the browser: those of the app, but the shell may frame the page.
 *
 * @param lostCookies names, without `__Host-`, of cookies that the web view does not keep
 */
export function responseHeaders(
  headers: IncomingHttpHeaders,
  shellOrigin: string,
  lostCookies: readonly string[],
): OutgoingHttpHeaders {
  const { 'x-frame-options': _, ...rest } = withoutHopByHop(headers)
  const isLost = (cookie: string) => lostCookies.includes(cookie.split('=', 1)[0]!.replace('__Host-', ''))
  const kept = headers['set-cookie']?.filter(cookie => !isLost(cookie))
  if (kept?.length) rest['set-cookie'] = kept
  else delete rest['set-cookie']
  const policy = headers['content-security-policy']
  return typeof policy === 'string' ? { ...rest, 'content-security-policy': allowFraming(policy, shellOrigin) } : rest
}

function withoutHopByHop(headers: IncomingHttpHeaders, beginnings: string[] = []): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) =>
    !HOP_BY_HOP.includes(name) && !beginnings.some(beginning => name.startsWith(beginning))))
}
