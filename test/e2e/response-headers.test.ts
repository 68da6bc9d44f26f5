import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRaw } from '../support/raw-request.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { createWebview, openWecom } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const HOST = 'sidebar.example.com'
const FOREIGN = { origin: 'https://evil.example' }
const asset = (extension: string) =>
  `/_nuxt/${readdirSync(fileURLToPath(new URL('../../.output/public/_nuxt/', import.meta.url)))
    .find(name => name.endsWith(extension))}`

let stack: Stack
let webview: Webview
/** The cookies that the browser was told to keep or to delete. */
const cookieLines: string[] = []
beforeAll(async () => {
  stack = await startStack({
    NUXT_SITE_URL: `https://${HOST}`,
    NUXT_ADMIN_USER_IDS: 'linxiaotong',
    NUXT_WECOM_DOMAIN_VERIFICATION: 'WW_verify_abcdefgh',
  })
  stack.simulator.world.settings.trustedDomains = [HOST]
  webview = await signInOnHttps()
})
afterAll(() => stack.close())

/** Where the browser would use https, the test asks the server itself. */
async function signInOnHttps(): Promise<Webview> {
  const client = openWecom({ simulator: stack.simulator, url: stack.directUrl })
  const login = await client.get('/auth/login', { headers: { 'user-agent': 'wxwork/5.0.11' } })
  const authorize = await client.get(login.headers.get('location')!)
  const { pathname, search } = new URL(authorize.headers.get('location')!)
  const callback = await client.get(pathname + search)
  cookieLines.push(...[login, callback].flatMap(answer => answer.headers.getSetCookie()))
  return client
}

const STRICT = 'default-src \'none\'; frame-ancestors \'none\'; base-uri \'none\'; form-action \'none\''
const ALWAYS = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}
const HTML = /^text\/html; ?charset=utf-8$/
const PAGE = { headers: { accept: 'text/html' } }
const YEAR = 'public, max-age=31536000, immutable'

describe('every answer has the headers that protect the browser, and its type:', () => {
  it.each<[string, string, RegExp, RequestInit?]>([
    ['JSON', '/api/session', /^application\/json$/],
    ['an error', '/api/customers/wmSomebodyElse', /^application\/json$/],
    ['an unknown address', '/nothing', /^application\/json$/],
    ['a folder', '/_nuxt/', /^application\/json$/],
    ['a redirect to WeCom', '/auth/login', HTML],
    ['a redirect to a page', '/auth/callback?code=a&state=b', HTML],
    ['plain text', '/WW_verify_abcdefgh.txt', /^text\/plain; charset=utf-8$/],
    ['a table', '/api/audit/export', /^text\/csv; charset=utf-8$/],
    ['lines of JSON', '/api/audit/export?format=ndjson', /^application\/x-ndjson$/],
    ['a change from another site', '/auth/logout', /^application\/json$/, { method: 'POST' }],
  ])('%s', async (_what, path, type, init) => {
    const { headers } = await webview.get(path, { ...init, headers: FOREIGN })
    expect(Object.fromEntries(headers)).toMatchObject({
      ...ALWAYS, 'content-security-policy': STRICT, 'cache-control': 'no-store',
    })
    expect(headers.get('content-type')).toMatch(type)
    expect([...headers.keys()].filter(name => /^access-control|^server$|powered/.test(name))).toEqual([])
  })

  it.each([['.js', /^text\/javascript; charset=utf-8$/], ['.css', /^text\/css; charset=utf-8$/]])(
    'a hashed file %s, which may be cached', async (extension, type) => {
      const { headers } = await webview.get(asset(extension), { headers: FOREIGN })
      expect(Object.fromEntries(headers)).toMatchObject({
        ...ALWAYS, 'content-security-policy': STRICT, 'cache-control': YEAR,
      })
      expect(headers.get('content-type')).toMatch(type)
    })

  const pages = [['/', 200], ['/audit', 200], ['/nothing', 404]] as const
  it.each(pages)('the page %s, with a policy of its own', async (path, status) => {
    const open = async () => webview.get(path, PAGE)
    const policies: string[] = []
    for (const answer of [await open(), await open()]) {
      expect([answer.status, Object.fromEntries(answer.headers)]).toMatchObject([
        status, { ...ALWAYS, 'cache-control': 'no-store' },
      ])
      expect(answer.headers.get('content-type')).toMatch(HTML)
      expect([answer.headers.get('server'), answer.headers.get('x-powered-by')]).toEqual([null, null])
      policies.push(answer.headers.get('content-security-policy')!)
    }
    for (const policy of policies) {
      expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'nonce-[\w+/]{22}==' 'strict-dynamic'; style-src /)
      expect(policy).toMatch(/; worker-src 'none'; .*; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; /)
      expect(policy).toMatch(/; require-trusted-types-for 'script'; trusted-types vue drawn$/)
      expect(policy).not.toContain('unsafe')
    }
    expect(new Set(policies).size).toBe(2)
  })

  it('a request that is malformed', async () => {
    const { status, headers } = await openRaw(Number(new URL(stack.directUrl).port), 'NONSENSE\r\n\r\n').closed
    expect([status, Object.fromEntries(headers)]).toMatchObject([
      400, { ...ALWAYS, 'content-security-policy': STRICT, 'cache-control': 'no-store' },
    ])
  })

  it('and none sends the browser from http to https: that is for the proxy', async () => {
    const answer = await fetch(`${stack.directUrl}/api/session`, { redirect: 'manual' })
    expect(answer.status).toBe(401)
  })
})

describe('every cookie on https', () => {
  it('is for this host only, and not for scripts, except for language and theme', async () => {
    webview.cookies.set('__Host-wecom_theme', 'dark').set('__Host-wecom_language', 'en')
    cookieLines.push(...(await webview.get('/')).headers.getSetCookie())
    const leaving = createWebview({ simulator: stack.simulator, url: stack.directUrl }, webview.cookies)
    const logout = await leaving.get('/auth/logout', { method: 'POST', headers: { origin: `https://${HOST}` } })
    expect(logout.status).toBe(204)
    cookieLines.push(...logout.headers.getSetCookie())
    webview = await signInOnHttps()
    const names = cookieLines.map(line => line.split('=', 1)[0]!.replace(/[0-9a-f]{16}$/, ''))
    expect(new Set(names)).toEqual(new Set([
      '__Host-wecom_session', '__Host-wecom_sign_in_', '__Host-wecom_sign_ins', '__Host-wecom_language',
      '__Host-wecom_theme',
    ]))
    for (const line of cookieLines) {
      const attributes = line.split('; ').slice(1).filter(attribute => !attribute.startsWith('Max-Age')).sort()
      const isForScripts = /^__Host-wecom_(?:language|theme)=/.test(line)
      expect([line, attributes]).toEqual([
        line, [...isForScripts ? [] : ['HttpOnly'], 'Path=/', 'SameSite=Lax', 'Secure'],
      ])
    }
  })
})

describe('a session', () => {
  it('is opened by its cookie only, never by an address, another header or a body', async () => {
    const id = webview.cookies.get('__Host-wecom_session')!
    const status = async (path: string, init: RequestInit = {}) => (await fetch(stack.directUrl + path, init)).status
    const inCookie = { headers: { cookie: `__Host-wecom_session=${id}` } }
    expect(await status('/api/session', inCookie)).toBe(200)
    for (const name of ['session', 'wecom_session', '__Host-wecom_session', 'token', 'access_token']) {
      expect(await status(`/api/session?${name}=${id}`), name).toBe(401)
      expect(await status('/api/session', { headers: { [name]: id } }), name).toBe(401)
    }
    expect(await status('/api/session', { headers: { authorization: `Bearer ${id}` } })).toBe(401)
    const body = { method: 'POST', headers: { 'origin': `https://${HOST}`, 'content-type': 'application/json' } }
    expect(await status('/api/quick-replies', { ...body, body: JSON.stringify({ session: id }) })).toBe(401)
  })
})
