import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { openRaw, postHead } from '../support/raw-request.ts'
import { callbackEnv } from './support/callback.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

let stack: Stack
let webview: Webview
let port: number
beforeAll(async () => {
  stack = await startStack({
    ...callbackEnv,
    NUXT_API_KEYS: JSON.stringify([{
      id: 'shop', secret: 'CANARY-Jk3vP8sLq0Zt5Rw2Yb7Nd4Hf9Gm1', scopes: ['identities:read'],
    }]),
  })
  webview = await signIn(stack)
  port = Number(new URL(stack.directUrl).port)
})
afterAll(() => stack.close())

const raw = (text: string) => openRaw(port, text).closed
const cookie = () => [...webview.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
const membersPost = () => ({ origin: stack.url, cookie: cookie() })

describe.concurrent('a body that stops in the middle', () => {
  it.each<[string, string, () => Record<string, string>]>([
    ['a member', '/api/quick-replies', membersPost],
    ['a mini program', '/api/mini-program/member', () => ({})],
    ['a system', '/api/identities/lookup', () => ({ 'x-api-key': 'shop' })],
    ['WeCom', '/wecom/callback?msg_signature=a&timestamp=1&nonce=1', () => ({})],
  ])('is refused with a code, and the connection closed: %s', async (_name, path, headers) => {
    const { status, code, headers: sent } = await raw(`${postHead(path, 20, headers())}{"half":`)
    expect([status, code, sent.get('connection')]).toEqual([408, 'request_timeout', 'close'])
  })

  it('is refused when it comes slowly', async () => {
    const { socket, closed } = openRaw(port, postHead('/api/quick-replies', 10_000, membersPost()))
    const drip = setInterval(() => socket.write('1'), 100)
    const { status, code } = await closed
    clearInterval(drip)
    expect([status, code]).toEqual([408, 'request_timeout'])
  })

  it('is not waited for by a door that reads none', async () => {
    const { status, headers } = await raw(`GET /healthz HTTP/1.1\r\nhost: a\r\ncontent-length: 20\r\n\r\n{"half":`)
    expect([status, headers.get('connection')]).toEqual([200, 'close'])
  })

  it('is refused without an entry in the log of failures when the client goes away', async () => {
    const { socket, closed } = openRaw(port, `${postHead('/api/identities/lookup', 20, { 'x-api-key': 'shop' })}{"ha`)
    socket.end()
    await closed
    // Not `expect.poll`: it does not work in tests that run at the same time.
    await eventually(() => /"route":"\/api\/identities\/lookup","status":400/.test(stack.app().output()))
    expect(stack.app().output()).not.toContain('request failed')
  })
})

describe('a request that is no request', () => {
  it('gets an answer when its headers stop in the middle', async () => {
    const answers = await Promise.all(['GET /healthz HTTP/1.1\r\nhost: a\r\nx-half: ', ''].map(raw))
    for (const { status, code, headers } of answers) {
      expect([status, code, headers.get('connection')]).toEqual([408, 'request_timeout', 'close'])
    }
  })

  it('is refused when its headers are larger than 16 kB', async () => {
    const get = (bytes: number) => raw(
      `GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncookie: a=${'b'.repeat(bytes)}\r\n\r\n`,
    )
    expect((await get(15_000)).status).toBe(200)
    const { status, code } = await get(17 * 1_024)
    expect([status, code]).toEqual([431, 'invalid_request'])
  })

  it('is refused when it is malformed, and nothing of it is repeated', async () => {
    const { status, code, text } = await raw('CANARY /?code=CANARY HTTP/1.1\r\n\r\n')
    expect([status, code]).toEqual([400, 'invalid_request'])
    expect(text + stack.app().output()).not.toContain('CANARY /')
  })

  it('is refused with two hosts, or a target that is no path', async () => {
    for (const head of [
      'GET / HTTP/1.1\r\nhost: localhost\r\nhost: evil.example',
      'GET http://evil.example/?code=CANARY HTTP/1.1\r\nhost: localhost',
      'OPTIONS * HTTP/1.1\r\nhost: localhost',
    ]) {
      const { status, code, text } = await raw(`${head}\r\nconnection: close\r\n\r\n`)
      expect([head, status, code]).toEqual([head, 400, 'invalid_request'])
      expect(text).not.toMatch(/evil|CANARY/)
    }
  })

  it.each([
    'content-length: 4\r\ntransfer-encoding: chunked', 'content-length: 4\r\ncontent-length: 5',
    'content-length: 4, 4', 'transfer-encoding : chunked', 'transfer-encoding: x, chunked, x', 'content-length: +4',
  ])('is refused with two lengths or a strange one, and what follows is no request: %j', async (lengths) => {
    const { text, code } = await raw(
      `POST /healthz HTTP/1.1\r\nhost: a\r\n${lengths}\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: a\r\n\r\n`,
    )
    expect([text.match(/HTTP\/1\.1 \d+/g), code]).toEqual([['HTTP/1.1 400'], 'invalid_request'])
  })

  it('has a reason phrase of the standard', async () => {
    const { text } = await raw('GET /nothing?code=CANARY HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')
    expect(text).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/)
  })
})

it('refuses a body that is too long before it arrives, and closes the connection', async () => {
  const { status, code, headers } = await raw(`${postHead('/api/quick-replies', 65 * 1_024, membersPost())}{`)
  expect([status, code, headers.get('connection')]).toEqual([400, 'invalid_request', 'close'])
})

it('keeps a connection open for the next request, also after a body', async () => {
  const { socket, closed } = openRaw(port, 'GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n')
  const texts: string[] = []
  socket.on('data', chunk => texts.push(String(chunk)))
  await expect.poll(() => texts.join('')).toContain('"ok"')
  expect(texts.join('')).toContain('Keep-Alive: timeout=75')
  socket.write(`${postHead('/api/mini-program/member', 2)}{}`)
  await expect.poll(() => texts.join('')).toContain('invalid_request')
  socket.write('GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')
  expect((await closed).text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400', 'HTTP/1.1 200'])
})

describe('a method that an address does not take', () => {
  const send = (method: string, path: string) => fetch(`${stack.directUrl}${path}`, {
    method, headers: { origin: stack.url }, redirect: 'manual',
  })
  it.each([
    ['POST', '/', 'GET, HEAD'],
    ['POST', '/api/session', 'GET'],
    ['DELETE', '/api/quick-replies', 'GET, POST'],
    ['PUT', '/api/customers/wmZhang', 'GET, PATCH'],
    ['GET', '/api/mini-program/session', 'POST'],
    ['DELETE', '/auth/login', 'GET'],
  ])('is refused with the list of those that it takes: %s %s', async (method, path, allow) => {
    const answer = await send(method, path)
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow])
  })

  it('is TRACE everywhere: nothing of the request is repeated', async () => {
    for (const path of ['/', '/healthz', '/api/session']) {
      const { status, text } = await raw(
        `TRACE ${path} HTTP/1.1\r\nhost: a\r\norigin: ${stack.url}\r\nx-secret: CANARY\r\nconnection: close\r\n\r\n`,
      )
      expect([path, status]).toEqual([path, 405])
      expect(text).not.toContain('CANARY')
    }
  })

  it('is 404 where nothing is', async () => {
    const answer = await send('POST', '/nothing')
    expect([answer.status, answer.headers.get('allow')]).toEqual([404, null])
  })
})

it.each(['prefetch', 'prefetch;prerender'])('starts no sign-in that is loaded in advance: %s', async (purpose) => {
  for (const path of ['/auth/login', '/auth/callback?code=a&state=b']) {
    // Node's fetch removes headers that begin with "Sec-".
    const { promise, resolve } = Promise.withResolvers<{ status?: number, cookies?: string[], location?: string }>()
    request(stack.directUrl + path, { headers: { 'sec-purpose': purpose } }, (answer) => {
      resolve({ status: answer.statusCode, cookies: answer.headers['set-cookie'], location: answer.headers.location })
      answer.resume()
    }).end()
    expect(await promise).toEqual({ status: 503, cookies: undefined, location: undefined })
  }
})
