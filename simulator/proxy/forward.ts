import { request as httpRequest, type IncomingMessage, type RequestOptions, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { Settings } from '../scenarios/settings.ts'
import type { AppCall } from './app-calls.ts'
import { requestHeaders, responseHeaders } from './headers.ts'
import { insertScript, localAvatars, scriptNonce } from './html.ts'
import { networkOf, type Network } from './network.ts'
import { targetOf } from './target.ts'
import { unreachablePage } from './unreachable.ts'

export interface ForwardOptions {
  appUrl: URL
  shellOrigin: string
  /** Of the simulated client; absent in an ordinary browser. */
  userAgent: string | undefined
  /** Makes the script of the emulated client. */
  script: () => string
  settings: Pick<Settings, 'lostCookies' | 'doublesRedirects' | 'clientNetwork'>
  /** Present for a call of the app's API: it goes to the request log. */
  appCall: AppCall | undefined
}

/** Sends a request to the app and its answer to the browser. HTML gets the emulated client; all else is unchanged. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  options: ForwardOptions,
): Promise<void> {
  const { appCall } = options
  const network = networkOf(options.settings.clientNetwork)
  if (network.isOffline) return void request.socket.destroy()
  await network.reach()
  const target = targetOf(options.appUrl, request.url)
  if (!target) {
    response.writeHead(400).end()
    return
  }
  const { method } = request
  const call = { ...target, method, headers: requestHeaders(request, options.userAgent) }
  if (options.settings.doublesRedirects && isReturnFromSignIn(request)) return twice(call, response, options)
  const upstream = httpRequest(call)
  appCall?.watch('body', request)
  upstream.on('response', (answer) => {
    appCall?.watch('answer', answer)
    void relay(answer, request, response, options, network).catch(() => response.destroy())
  })
  upstream.on('error', () => {
    if (response.headersSent) response.destroy()
    else unreachablePage(response, options.appUrl.origin)
  })
  response.on('close', () => {
    appCall?.end(response.headersSent ? response.statusCode : 0)
    upstream.destroy()
  })
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
  { shellOrigin, settings, script }: ForwardOptions,
  network: Network,
): Promise<void> {
  const status = answer.statusCode ?? 502
  const headers = responseHeaders(answer.headers, shellOrigin, settings.lostCookies)
  if (!isReadableHtml(answer) || request.method === 'HEAD') {
    response.writeHead(status, headers)
    return pipeline(network.carry(answer), response)
  }
  const html = (await buffer(answer)).toString('utf8')
  const nonce = scriptNonce(answer.headers['content-security-policy']?.toString())
  const body = Buffer.from(html === '' ? '' : insertScript(localAvatars(html), nonce, script()))
  const { etag: _, ...rest } = headers
  response.writeHead(status, { ...rest, 'content-length': body.length })
  response.end(body)
}

function isReadableHtml({ headers }: IncomingMessage): boolean {
  const encoding = headers['content-encoding'] ?? 'identity'
  return encoding === 'identity' && (headers['content-type'] ?? '').startsWith('text/html')
}
