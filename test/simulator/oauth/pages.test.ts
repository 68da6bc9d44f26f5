import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkAuthorize, redirectWithCode } from '../../../simulator/oauth/check.ts'
import {
  CLIENT_COOKIE,
  cookiePairs,
  readClientId,
  withoutClientCookie,
} from '../../../simulator/oauth/client-cookie.ts'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { startSimulator, type Simulator } from '../../../simulator/start.ts'
import { callApi, CORP_ID, makeWorld, ME, PROXY_HOST } from '../support.ts'

let simulator: Simulator
let cookie: string

beforeAll(async () => {
  simulator = await startSimulator({ port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:9', scenario: defaultScenario })
})
afterAll(() => simulator.close())
beforeEach(() => {
  const client = simulator.world.clients.create({
    userId: ME, version: '5.0.11', platform: 'windows', dialect: 'desktop', theme: 'light', language: 'zh',
  })
  cookie = `${CLIENT_COOKIE}=${client.id}`
})

const good = () => ({
  appid: CORP_ID,
  agentid: '1000002',
  redirect_uri: `${simulator.proxyUrl}/auth/callback?x=%E5%BC%A0`,
  response_type: 'code',
  scope: 'snsapi_base',
  state: 'abc123',
  login_type: 'CorpApp',
})

function open(path: string, changes: Record<string, string> = {}, headers: Record<string, string> = { cookie }) {
  const query = new URLSearchParams({ ...good(), ...changes })
  return fetch(`${simulator.url}${path}?${query}`, { headers, redirect: 'manual' })
}

describe('OAuth inside WeCom (doc 91022)', () => {
  const path = '/connect/oauth2/authorize'

  it('sends the browser back with code and state, the query kept', async () => {
    const response = await open(path)
    expect(response.status).toBe(302)
    const location = new URL(response.headers.get('location') ?? '')
    expect(location.href.startsWith(`${simulator.proxyUrl}/auth/callback?x=%E5%BC%A0&code=`)).toBe(true)
    expect(location.searchParams.get('state')).toBe('abc123')
    const code = location.searchParams.get('code') ?? ''
    expect(callApi(simulator.world, '/cgi-bin/auth/getuserinfo', { code }).body.userid).toBe(ME)
  })

  it('refuses an ordinary browser', async () => {
    expect(await (await open(path, {}, {})).text()).toContain('请在企业微信客户端打开链接')
  })

  it.each([
    [{ redirect_uri: 'http://evil.example/cb' }, 'redirect_uri需使用应用可信域名'],
    [{ redirect_uri: 'http://localhost/auth/callback' }, 'redirect_uri需使用应用可信域名'],
    [{ redirect_uri: '/auth/callback' }, 'redirect_uri参数错误'],
    [{ redirect_uri: 'javascript:alert(1)' }, 'redirect_uri参数错误'],
    [{ appid: 'ww0' }, 'appid参数错误'],
    [{ agentid: '' }, 'agentid参数错误'],
    [{ response_type: 'token' }, 'response_type参数错误'],
    [{ scope: 'openid' }, 'scope参数错误'],
    [{ state: 'a-b_c' }, 'state参数错误'],
    [{ state: 'a'.repeat(129) }, 'state参数错误'],
  ])('shows an error page for %o', async (changes, text) => {
    const response = await open(path, changes as Record<string, string>)
    expect(response.headers.get('location')).toBeNull()
    expect(await response.text()).toContain(text)
  })
})

describe('scan login (doc 98152)', () => {
  it('lists the members as links; each leads back with a code of that member', async () => {
    const page = await (await open('/wwlogin/sso/login', {}, {})).text()
    const links = [...page.matchAll(/<a href="([^"]+)">([^<]+)/g)]
    expect(links.map(([, , name]) => name)).toEqual(['林晓彤', '陈志远', '王思琪', '赵国强'])
    const href = links[1]?.[1]?.replaceAll('&#38;', '&') ?? ''
    const location = new URL((await fetch(simulator.url + href, { redirect: 'manual' })).headers.get('location') ?? '')
    const code = location.searchParams.get('code') ?? ''
    expect(callApi(simulator.world, '/cgi-bin/auth/getuserinfo', { code }).body.userid).toBe('chenzhiyuan')
  })

  it('checks the redirect like the other sign-in, on both pages', async () => {
    for (const path of ['/wwlogin/sso/login', '/wwlogin/sso/confirm']) {
      const response = await open(path, { redirect_uri: 'https://evil.example/', userid: ME }, {})
      expect(response.headers.get('location')).toBeNull()
      expect(await response.text()).toContain('可信域名')
    }
    expect(await (await open('/wwlogin/sso/login', { login_type: 'ServiceApp' }, {})).text()).toContain(
      'login_type参数错误',
    )
  })
})

it('never redirects to a host that is not trusted', () => {
  const world = makeWorld()
  fc.assert(fc.property(fc.oneof(fc.webUrl(), fc.string()), (redirectUri) => {
    const query = new URLSearchParams({ appid: CORP_ID, agentid: '1000002', redirect_uri: redirectUri })
    const request = checkAuthorize(world, query)
    return 'title' in request || new URL(redirectWithCode(request, 'c')).host === PROXY_HOST
  }))
})

describe('the client cookie', () => {
  it('is read and removed, the others kept', () => {
    const header = `a=1; ${CLIENT_COOKIE}=x1; b=2=3; flag`
    expect(readClientId(header)).toBe('x1')
    expect(withoutClientCookie(header)).toBe('a=1; b=2=3; flag')
    expect(readClientId(undefined)).toBeUndefined()
    expect(cookiePairs('; ;a=')).toEqual([['a', '']])
  })
})

describe('personal fields (doc 91335)', () => {
  const scope = { scope: 'snsapi_privateinfo' }

  it('need the member\'s consent, once in 30 days', async () => {
    const asked = await open('/connect/oauth2/authorize', scope)
    expect(asked.status).toBe(200)
    expect(await asked.text()).toContain('href="/connect/oauth2/consent?')
    const given = await open('/connect/oauth2/consent', scope)
    expect(given.headers.get('location')).toMatch(/^\/connect\/oauth2\/authorize\?/)
    const location = (await open('/connect/oauth2/authorize', scope)).headers.get('location') ?? ''
    const code = new URL(location).searchParams.get('code') ?? ''
    expect(callApi(simulator.world, '/cgi-bin/auth/getuserinfo', { code }).body).toHaveProperty('user_ticket')
    simulator.world.changeSettings({ clockOffsetMs: 30 * 86_400_000 + 1 })
    expect((await open('/connect/oauth2/authorize', scope)).status).toBe(200)
    simulator.world.changeSettings({ clockOffsetMs: 0 })
  })
  it('are not given away by an ordinary browser, nor to a foreign address', async () => {
    expect((await open('/connect/oauth2/consent', scope, {})).status).toBe(200)
    expect((await open('/connect/oauth2/consent', { ...scope, redirect_uri: 'https://evil.example/' })).status).toBe(
      200,
    )
  })
})
