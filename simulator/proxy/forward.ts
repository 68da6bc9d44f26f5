import { request as httpRequest, type IncomingMessage, type RequestOptions, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { Settings } from '../scenarios/settings.ts'
import { requestHeaders, responseHeaders } from './headers.ts'
import { insertScript, localAvatars, scriptNonce } from './html.ts'
import { targetOf } from './target.ts'
import { unreachablePage } from './unreachable.ts'

export interface ForwardOptions {
  appUrl: URL
  shellOrigin: string
  /** Of the simulated client; absent in an ordinary browser. */
  userAgent: string | undefined
  settings: Pick<Settings, 'lostCookies' | 'doublesRedirects'>
}

/** Sends a request to the app and its answer to the browser. HTML gets the emulated client; all else is unchanged. */
export function forward(request: IncomingMessage, response: ServerResponse, options: ForwardOptions): void {
  const target = targetOf(options.appUrl, request.url)
  if (!target) {
    response.writeHead(400).end()
    return
  }
  const { method } = request
  const call = { ...target, method, headers: requestHeaders(request, options.userAgent) }
  if (options.settings.doublesRedirects && isReturnFromSignIn(request)) return twice(call, response, options)
  const upstream = httpRequest(call)
  upstream.on('response', answer => void relay(answer, request, response, options).catch(() => response.destroy()))
  upstream.on('error', () => {
    if (response.headersSent) response.destroy()
    else unreachablePage(response, options.appUrl.origin)
  })
  response.on('close', () => upstream.destroy())
  request.pipe(upstream)
}

/** Whether WeCom sends the browser back with a code. */
function isReturnFromSignIn({ method, url = '' }: IncomingMessage): boolean {
  return method === 'GET' && /[?&]code=/.test(url) && /[?&]state=/.test(url)
}

/** The web view shows the second answer and keeps the cookies of both. */
function twice(call: RequestOptions, response: ServerResponse, { shellOrigin, settings }: ForwardOptions): void {
  const fail = () => response.destroy()
  httpRequest(call, (first) => {
    first.resume()
    httpRequest(call, (second) => {
      const cookies = [first, second].flatMap(({ headers }) => headers['set-cookie'] ?? [])
      const headers = responseHeaders({ ...second.headers, 'set-cookie': cookies }, shellOrigin, settings.lostCookies)
      response.writeHead(second.statusCode ?? 502, headers)
      void pipeline(second, response).catch(fail)
    }).on('error', fail).end()
  }).on('error', fail).end()
}

async function relay(
  answer: IncomingMessage,
  request: IncomingMessage,
  response: ServerResponse,
  { shellOrigin, settings }: ForwardOptions,
): Promise<void> {
  const status = answer.statusCode ?? 502
  const headers = responseHeaders(answer.headers, shellOrigin, settings.lostCookies)
  if (!isReadableHtml(answer) || request.method === 'HEAD') {
    response.writeHead(status, headers)
    return pipeline(answer, response)
  }
  const html = (await buffer(answer)).toString('utf8')
  const nonce = scriptNonce(answer.headers['content-security-policy']?.toString())
  const body = Buffer.from(html === '' ? '' : insertScript(localAvatars(html), nonce))
  const { etag: _, ...rest } = headers
  response.writeHead(status, { ...rest, 'content-length': body.length })
  response.end(body)
}

function isReadableHtml({ headers }: IncomingMessage): boolean {
  const encoding = headers['content-encoding'] ?? 'identity'
  return encoding === 'identity' && (headers['content-type'] ?? '').startsWith('text/html')
}
