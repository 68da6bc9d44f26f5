import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runs } from '../support/property-runs.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

let stack: Stack
let webview: Webview
beforeAll(async () => {
  stack = await startStack()
  webview = await signIn(stack)
})
afterAll(() => stack.close())

/** Sends to the app directly: the simulator's proxy may refuse odd requests itself. */
const ask = (path: string, init?: RequestInit) => webview.get(new URL(stack.directUrl).origin + path, init)

/** Sends exact bytes without a client library. @returns the status, or 0 when the connection closed without one */
function sendRaw(text: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(stack.directUrl).port), '127.0.0.1', () => socket.end(text))
    let answer = ''
    socket.on('data', chunk => answer += chunk)
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)))
    socket.on('error', () => {}) // a reset is also a refusal; 'close' follows
  })
}

async function expectCoded(answer: Response, label: string) {
  expect(answer.status, label).toBeGreaterThanOrEqual(400)
  expect(answer.status, label).toBeLessThan(500)
  expect(await answer.json(), label).toMatchObject({
    code: expect.stringMatching(/^[a-z_]+$/),
    requestId: expect.any(String),
  })
}

describe('bad input', () => {
  it.each([
    '/api/customers/%', '/api/customers/%zz', '/api/customers/%00', '/api/customers/..%2f..%2fetc',
    '/api/customers/a%20b', `/api/customers/${'a'.repeat(65)}`, '/api/customers/%F0%9F%98%80', '/api/customers/wm1;x',
    '/api/customers?cursor=', '/api/customers?cursor=a&cursor=b', '/api/customers?cursor=%00',
    `/api/customers?cursor=${'a'.repeat(5_000)}`, '/api/customers?cursor=invented',
    '/api/customers?__proto__[x]=1&cursor=!', '/api/groups/%', '/api/groups/a.b', `/api/groups/${'w'.repeat(200)}`,
    '/api/nothing', '/nothing', '/%', '/API/session', '/_nuxt/nothing.js',
    '/__nuxt_error', '/__nuxt_island/x', '/.env', '/.git/config', '/.git/HEAD', '/package.json', '/_nuxt/', '/_nuxt',
    '/server/index.mjs', '/server/index.mjs.map', '/WW_verify_wrong0000.txt', '/WW_verify_.txt', '/index.html',
    '/favicon.ico',
  ])('answers %s with a code', async (path) => {
    await expectCoded(await ask(path), path)
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('refuses %s without a route or from another site', async (method) => {
    for (const path of ['/', '/api/session', '/api/customers', '/healthz', '/auth/login', '/nothing']) {
      const init = (headers: Record<string, string>) => ({ method, headers, body: '{"a":' })
      const own = await ask(path, init({ 'origin': stack.url, 'content-type': 'application/json' }))
      await expectCoded(own, `${method} ${path}`)
    }
    const forged: Record<string, string>[] = [
      {},
      { origin: 'null' },
      { 'origin': 'null', 'sec-fetch-site': 'cross-site', 'x-member': 'linxiaotong' },
      { 'origin': 'null', 'sec-fetch-site': 'none' },
      { 'origin': 'https://evil.example', 'sec-fetch-site': 'same-origin', 'x-member': 'linxiaotong' },
      { origin: 'https://evil.example' },
      { origin: `${stack.url}.evil.example` },
      { origin: `${stack.url}/` },
      { origin: stack.url.toUpperCase() },
      { origin: stack.url.replace('http', 'https') },
      { 'origin': stack.url, 'sec-fetch-site': 'cross-site' },
      { 'origin': stack.url, 'sec-fetch-site': 'same-site' },
      { 'origin': stack.url, 'sec-fetch-site': 'none' },
      { referer: `${stack.url}/` },
      { 'origin': 'https://evil.example', 'x-forwarded-host': new URL(stack.url).host },
    ]
    for (const headers of forged) {
      const answer = await ask('/auth/logout', { method, headers })
      expect([answer.status, ((await answer.json()) as { code: string }).code], JSON.stringify(headers)).toEqual([
        403,
        'cross_site_request',
      ])
    }
    expect((await webview.get('/api/session')).status).toBe(200)
  })

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'same-origin' }, { 'x-member': 'linxiaotong' },
  ])('C16: accepts a change of our own page from an engine that sends "Origin: null", with %o', async (proof) => {
    const body = JSON.stringify({ scope: 'own', text: '你好' })
    const headers = { 'origin': 'null', 'content-type': 'application/json', ...proof }
    expect((await ask('/api/quick-replies', { method: 'POST', headers, body })).status).toBeLessThan(300)
  })

  it('C16: no other page may send the header that proves ours', async () => {
    const headers = {
      'origin': 'https://evil.example', 'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-member',
    }
    const preflight = await ask('/api/quick-replies', { method: 'OPTIONS', headers })
    expect([...preflight.headers.keys()].filter(name => name.startsWith('access-control'))).toEqual([])
  })

  it.each([
    'wecom_session=', 'wecom_session=x', `wecom_session=${'f'.repeat(64)}`, 'wecom_session=%', 'wecom_session="quoted"',
    '=;=;;', 'wecom_session', '\u00ff\u00fe', `a=${'b'.repeat(7_000)}`, '__proto__=1; constructor=2',
  ])('finds no session in the cookie header "%s"', async (cookie) => {
    await expectCoded(await ask('/api/session', { headers: { cookie } }), cookie)
  })

  it('answers malformed bytes, and serves on', async () => {
    const requests = [
      'GET / HTTP/9.9\r\n\r\n', 'NONSENSE\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: x\r\n\r\n',
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`,
      'GET /%2e%2e/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', '\u0000\u0001\u0002',
      'POST /api/session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n',
    ]
    for (const text of requests) {
      const status = await sendRaw(text)
      expect(
        status === 0 || (status >= 400 && status < 500),
        `${status} for ${JSON.stringify(text.slice(0, 60))}`,
      ).toBe(true)
    }
    expect((await webview.get('/healthz')).status).toBe(200)
  })

  it('does not let anyone cache the absence of a file', async () => {
    const missing = await ask('/_nuxt/missing.js')
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store'])
  })

  it.each(['application/jsonx', 'application/json-seq', 'text/plain', 'application/x-www-form-urlencoded'])(
    'reads no JSON from a body of type %s',
    async (type) => {
      const send = (contentType: string) => ask('/api/quick-replies', {
        method: 'POST',
        headers: { 'origin': stack.url, 'content-type': contentType },
        body: JSON.stringify({ scope: 'own', text: '您好' }),
      })
      expect((await send(type)).status).toBe(400)
      expect((await send('application/json; charset=utf-8')).status).not.toBe(400)
    },
  )

  it('ignores forwarded headers from an untrusted client', async () => {
    const forwarded = [
      'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-for', 'x-forwarded-uri', 'x-forwarded-port', 'x-real-ip',
      'forwarded', 'x_forwarded_host', 'x-original-url', 'x-rewrite-url',
    ]
    for (const name of forwarded) {
      const answer = await ask('/auth/login', { headers: { [name]: 'evil.example' } })
      expect(answer.headers.get('location'), name).not.toContain('evil')
      expect(answer.headers.getSetCookie().join(), name).not.toMatch(/evil|Secure/)
    }
  })

  it('survives random requests, ten at a time, without a 500', async () => {
    const random = fc.string().map(text => text.toWellFormed())
    const path = fc.oneof(
      fc.webPath(),
      random.map(text => `/${encodeURI(text)}`),
      random.map(text => `/api/customers/${encodeURIComponent(text)}`),
      random.map(text => `/auth/callback?code=${encodeURIComponent(text)}&state=${encodeURIComponent(text)}`),
    )
    const method = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS')
    const requests = fc.array(fc.tuple(path, method), { minLength: 10, maxLength: 10 })
    await fc.assert(fc.asyncProperty(requests, async (together) => {
      await Promise.all(together.map(async ([url, verb]) => {
        const answer = await ask(url, { method: verb })
        const text = await answer.text()
        expect(answer.status, `${verb} ${url}`).toBeLessThan(500)
        expect(text).not.toMatch(/\n\s+at |node:internal|\.mjs:|SQLITE/)
      }))
    }), runs(50))
    expect(stack.app().exitCode()).toBeNull()
  })
})
