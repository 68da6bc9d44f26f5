import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../simulator/scenarios/default/wechat-apps.ts'
import type { WechatApp } from '../../simulator/scenarios/scenario.ts'
import type { WechatScope } from '../../simulator/world/codes.ts'
import { openIdOf } from '../../simulator/world/other-ids.ts'
import { oddReturnUrls } from '../support/odd-return-urls.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { startOwnStack } from './support/own-stack.ts'
import { assertNone, startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { storedTexts } from './support/stored-texts.ts'
import { askAsSystem } from './support/system.ts'
import { createWebview } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const appOf = (kind: WechatApp['kind']) => wechatApps.find(app => app.kind === kind)!
const [website, account, mobile, shop]
  = [appOf('website'), appOf('officialAccount'), appOf('mobileApp'), appOf('miniProgram')]
const keyOf = (id: string, rest: object = {}) =>
  ({ id, secret: `CANARY-secret-of-${id}-7Qm2vX9rT4kZ`, scopes: ['identities:link'], ...rest })
// The races need more requests a minute than a system does.
const key = keyOf('shop', {
  scopes: ['identities:link', 'identities:read', 'identities:erase', 'identities:export'], limit: 10_000,
})
const keyOfAccount = keyOf('account', { apps: [account.appId] })
const PAGE = 'http://localhost:5183'
const { externalUserId, unionId } = withUnionId
/** By appId. */
const configured = Object.fromEntries(wechatApps.map(({ appId, secret, kind, name }) =>
  [appId, { appId, secret, kind, name, ...['website', 'officialAccount'].includes(kind) && { origins: [PAGE] } }]))

let stack: Stack
beforeAll(async () => {
  stack = await startStack({
    NUXT_WECHAT_APPS: JSON.stringify(Object.values(configured)),
    NUXT_API_KEYS: JSON.stringify([key, keyOfAccount]),
    // The attacks of this file fail more often than people do.
    NUXT_LIMITS: JSON.stringify({ wechatSignIns: 20 }),
  })
})
afterEach(async () => {
  stack.simulator.world.faults.replace([])
  stack.simulator.world.changeSettings({ clockOffsetMs: 0, unionIdWithToken: true })
  await ask('DELETE', `/api/identities/${unionId}`)
})
afterAll(() => stack.close())

const ask = (method: string, path: string, content?: unknown, by = key) =>
  askAsSystem(stack.directUrl, by, method, path, content)
const signIn = (content: unknown, by = key) => ask('POST', '/api/wechat/sign-ins', content, by)
const redeem = (content: unknown, by = key) => ask('POST', '/api/wechat/tickets', content, by)
const calls = (path: string) => stack.simulator.world.log.counts()[path] ?? 0
const codeFor = ({ appId }: WechatApp, scope: WechatScope = 'snsapi_login', isSnapshot = false) =>
  stack.simulator.world.wechatCodes.issue({ appId, personId: externalUserId, scope, isSnapshot })
const linked = async () => {
  const { status, body } = await ask('GET', `/api/identities/${unionId}`)
  return status === 404 ? [] : (body.accounts as { id: string }[]).map(({ id }) => id)
}
const scopeOf = (app: WechatApp) => app.kind === 'website' ? 'snsapi_login' : 'snsapi_userinfo'

describe('POST /api/wechat/sign-ins', () => {
  it.each([website, mobile, account])('links a person who signs in to $name', async (app) => {
    const openId = openIdOf(app.appId, withUnionId)
    const answer = await signIn({ appId: app.appId, code: codeFor(app, scopeOf(app)) })
    expect(answer).toMatchObject({ status: 200, body: { openId, unionId, linked: true, isNew: true } })
    const again = await signIn({ appId: app.appId, code: codeFor(app, scopeOf(app)) })
    expect(again.body).toEqual({ openId, unionId, linked: true, isNew: false })
    const { body } = await ask('GET', `/api/identities/${unionId}`)
    expect(body.accounts).toMatchObject([{
      id: openId, appName: app.name, appKind: app.kind, sources: [{ source: 'sns/oauth2' }],
    }])
    await expectPrinted(stack.app(), /"action":"link_identity","actor":"api-key:shop","subject":"[0-9a-f]{16}"/)
  })

  it('reads a unionid that is missing with the token of the person, only then', async () => {
    const before = calls('/sns/userinfo')
    await signIn({ appId: website.appId, code: codeFor(website) })
    expect(calls('/sns/userinfo')).toBe(before)
    stack.simulator.world.changeSettings({ unionIdWithToken: false })
    const read = await signIn({ appId: website.appId, code: codeFor(website) })
    expect(read.body).toMatchObject({ unionId, linked: true })
    expect(calls('/sns/userinfo')).toBe(before + 1)
    const silent = await signIn({ appId: account.appId, code: codeFor(account, 'snsapi_base') })
    expect(silent.body).toEqual({ openId: openIdOf(account.appId, withUnionId), linked: false, isNew: false })
    expect(calls('/sns/userinfo')).toBe(before + 1)
  })

  it('tells a snapshot apart, and links nothing', async () => {
    const answer = await signIn({ appId: account.appId, code: codeFor(account, 'snsapi_userinfo', true) })
    expect(answer).toMatchObject({ status: 200, body: { linked: false, isNew: false, snapshot: true } })
    expect(answer.body).not.toHaveProperty('unionId')
    expect(await linked()).toEqual([])
  })

  it('refuses codes that were used, have expired or are of another app, with a code each', async () => {
    const used = codeFor(website)
    await signIn({ appId: website.appId, code: used })
    await ask('DELETE', `/api/identities/${unionId}`)
    const refused = async (code: string, app = website) =>
      (await signIn({ appId: app.appId, code })).body.code
    expect(await refused(used)).toBe('wechat_code_used')
    expect(await refused(codeFor(mobile, 'snsapi_userinfo'))).toBe('wechat_code_invalid')
    const old = codeFor(website)
    stack.simulator.world.changeSettings({ clockOffsetMs: 300_001 })
    expect(await refused(old)).toBe('wechat_code_invalid')
    expect(await linked()).toEqual([])
  })

  it.each([
    ['a mini program', { appId: shop.appId, code: 'c' }, key, 400, 'unknown_app'],
    ['an unknown app', { appId: 'wx0000000000000000', code: 'c' }, key, 400, 'unknown_app'],
    ['ids of the caller\'s', { appId: website.appId, code: 'c', unionId: 'uForged' }, key, 400, 'invalid_request'],
    ['no code', { appId: website.appId, code: '' }, key, 400, 'invalid_request'],
    ['an app of another key', { appId: website.appId, code: 'c' }, keyOfAccount, 403, 'app_not_allowed'],
  ])('refuses %s', async (_name, content, by, status, code) => {
    expect(await signIn(content, by)).toMatchObject({ status, body: { code } })
    expect(await redeem({ ...content, code: undefined, ticket: (content as { code: string }).code }, by))
      .toMatchObject({ status, body: { code } })
  })

  it.each([[45011, 503, 'wechat_busy'], [40125, 502, 'wechat_config'], [99999, 502, 'wechat_refused']])(
    'errcode %i is %i %s',
    async (errcode, status, code) => {
      stack.simulator.world.faults.replace([{ path: '/sns/oauth2/access_token', errcode, times: 1 }])
      const app = errcode === 40125 ? mobile : website
      expect(await signIn({ appId: app.appId, code: codeFor(app) })).toMatchObject({ status, body: { code } })
    },
  )

  it('links once of 20 at the same time with one code, 20 times', async () => {
    for (let round = 0; round < 20; round++) {
      const code = codeFor(website)
      const answers = await Promise.all(Array.from({ length: 20 }, () => signIn({ appId: website.appId, code })))
      const codes = answers.filter(({ status }) => status !== 200).map(({ body }) => body.code)
      expect(codes).toEqual(Array.from({ length: 19 }, () => 'wechat_code_used'))
    }
  })
})

/** Starts a sign-in and stops before the redirect back to the sidebar. */
async function begin(browser: Webview, page = `${PAGE}/cart?state=abc#top`, app = website) {
  const login = await browser.get(`/auth/wechat/login?${new URLSearchParams({ app_id: app.appId, return_to: page })}`)
  const url = new URL(login.headers.get('location')!)
  return { url, state: url.searchParams.get('state')! }
}
const back = (state: string, code?: string) =>
  `/auth/wechat/callback?${new URLSearchParams({ ...code !== undefined && { code }, state })}`
const locationOf = (answer: Response) => answer.headers.get('location')
const parameterOf = (answer: Response, name: string) => new URL(locationOf(answer)!).searchParams.get(name)
const browserOf = () => createWebview(stack)

async function ticketOf(browser: Webview, code = codeFor(website)): Promise<string> {
  const { state } = await begin(browser)
  return parameterOf(await browser.get(back(state, code)), 'wechat_ticket')!
}

describe('/auth/wechat', () => {
  it('leads to WeChat and back to the page, with a ticket that a system redeems', async () => {
    const browser = browserOf()
    const { url, state } = await begin(browser)
    expect(`${url.origin}${url.pathname}`).toBe(`${stack.simulator.url}/connect/qrconnect`)
    expect(url.searchParams.get('redirect_uri')).toBe(`${stack.url}/auth/wechat/callback`)
    const answer = await browser.get(back(state, codeFor(website)))
    expect(locationOf(answer)).toMatch(/^http:\/\/localhost:5183\/cart\?state=abc&wechat_ticket=[\w-]{86}#top$/)
    expect(await linked()).toEqual([])
    const ticket = parameterOf(answer, 'wechat_ticket')
    const openId = openIdOf(website.appId, withUnionId)
    expect(await redeem({ appId: website.appId, ticket })).toMatchObject({
      status: 200, body: { openId, unionId, linked: true, isNew: true },
    })
    expect(await linked()).toEqual([openId])
    expect([...browser.cookies.keys()].filter(name => name.startsWith('wechat_sign_in_'))).toEqual([])
  })

  it('sets a cookie that scripts and other sites cannot use', async () => {
    const query = new URLSearchParams({ app_id: account.appId, return_to: PAGE })
    const login = await browserOf().get(`/auth/wechat/login?${query}`)
    expect(login.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^wechat_sign_in_[0-9a-f]{16}=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/),
    ])
    expect(locationOf(login)).toContain('/connect/oauth2/authorize?')
  })

  it('refuses 500 addresses off the origins', async () => {
    expect(oddReturnUrls.length).toBeGreaterThanOrEqual(500)
    const passed: string[] = []
    for (const page of oddReturnUrls) {
      const query = new URLSearchParams({ app_id: website.appId, return_to: page })
      const answer = await fetch(`${stack.directUrl}/auth/wechat/login?${query}`, { redirect: 'manual' })
      if (answer.status === 302) passed.push(page)
      else expect(answer.status).toBe(400)
    }
    // What the browser itself would read as a page on the origin.
    expect(passed.filter(page => new URL(page).origin !== PAGE || page.includes('wechat'))).toEqual([])
    expect(passed.length).toBeLessThan(20)
  })

  it('refuses states that are missing, invented, used or of another browser, without a call of WeChat', async () => {
    const [victim, attacker] = [browserOf(), browserOf()]
    const stolen = await begin(attacker)
    const own = await begin(victim)
    const used = await begin(victim)
    await victim.get(back(used.state, codeFor(website)))
    const before = calls('/sns/oauth2/access_token')
    for (const state of ['', 'f'.repeat(64), 'A1', stolen.state, used.state, `${own.state}0`, own.state.slice(1)]) {
      const answer = await victim.get(back(state, codeFor(website)))
      expect([answer.status, locationOf(answer)]).toEqual([400, null])
      expect(await answer.json()).toMatchObject({ code: 'wechat_state_refused' })
    }
    expect((await victim.get('/auth/wechat/callback?code=c')).status).toBe(400)
    expect(calls('/sns/oauth2/access_token')).toBe(before)
    await expectPrinted(stack.app(), /"action":"refused"[^\n]*wechat_state_refused/)
  })

  it('uses a state once, also when the address is opened 20 times at once', async () => {
    const browser = browserOf()
    const { state } = await begin(browser)
    const cookies = new Map(browser.cookies)
    const before = calls('/sns/oauth2/access_token')
    const answers = await Promise.all(Array.from({ length: 20 }, () =>
      createWebview(stack, [...cookies]).get(back(state, codeFor(website)))))
    expect(answers.map(answer => parameterOf(answer, 'wechat_error')).filter(Boolean))
      .toEqual(Array.from({ length: 19 }, () => 'wechat_code_used'))
    expect(calls('/sns/oauth2/access_token')).toBe(before + 1)
  })

  it('shows a person a page, and tells the page of the company why there is no ticket', async () => {
    const browser = browserOf()
    const html = await browser.get(back('f'.repeat(64), 'c'), {
      headers: { 'accept': 'text/html', 'accept-language': 'zh-CN' },
    })
    expect(html.status).toBe(400)
    expect(await html.text()).toContain('请返回原页面重新登录')
    const errorOf = async (code?: string) => {
      const { state } = await begin(browser)
      return parameterOf(await browser.get(back(state, code)), 'wechat_error')
    }
    expect(await errorOf()).toBe('wechat_consent_refused')
    expect(await errorOf('invented')).toBe('wechat_code_invalid')
    expect(await errorOf(codeFor(mobile))).toBe('wechat_code_invalid')
    stack.simulator.world.faults.replace([{ path: '/sns/oauth2/access_token', status: 500, times: 1 }])
    expect(await errorOf(codeFor(website))).toBe('wechat_unavailable')
    expect(await linked()).toEqual([])
  })

  it('gives a snapshot a ticket that says so', async () => {
    const browser = browserOf()
    const { state } = await begin(browser, PAGE, account)
    const answer = await browser.get(back(state, codeFor(account, 'snsapi_userinfo', true)))
    const ticket = parameterOf(answer, 'wechat_ticket')
    expect((await redeem({ appId: account.appId, ticket })).body).toMatchObject({ linked: false, snapshot: true })
    expect(await linked()).toEqual([])
  })
})

it('asks WeChat about so many refused codes of a client, and counts no refusal of a person', async () => {
  const own = await startOwnStack({
    NUXT_WECHAT_APPS: JSON.stringify([configured[website.appId]]),
    NUXT_LIMITS: JSON.stringify({ wechatSignIns: 0.1 }),
  })
  const browser = createWebview(own)
  const errorOf = async (code?: string) => {
    const { state } = await begin(browser)
    return parameterOf(await browser.get(back(state, code)), 'wechat_error')
  }
  for (let i = 0; i < 10; i++) expect(await errorOf()).toBe('wechat_consent_refused')
  for (let i = 0; i < 6; i++) expect(await errorOf(`invented${i}`)).toBe('wechat_code_invalid')
  const asked = own.simulator.world.log.counts()['/sns/oauth2/access_token']
  for (let i = 0; i < 3; i++) expect(await errorOf(`more${i}`)).toBe('too_many_requests')
  expect(own.simulator.world.log.counts()['/sns/oauth2/access_token']).toBe(asked)
  await expectPrinted(own.app(), /"action":"limit_hit"[^\n]*wechatSignIns/)
})

describe('POST /api/wechat/tickets', () => {
  it('redeems a ticket once of 20 at the same time, 20 times', async () => {
    for (let round = 0; round < 20; round++) {
      const ticket = await ticketOf(browserOf())
      const answers = await Promise.all(Array.from({ length: 20 }, () => redeem({ appId: website.appId, ticket })))
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      const codes = answers.filter(({ status }) => status !== 200).map(({ body }) => body.code)
      expect(codes).toEqual(Array.from({ length: 19 }, () => 'wechat_ticket_invalid'))
    }
  })

  it('refuses tickets of another app, changed ones and replays', async () => {
    const ticket = await ticketOf(browserOf())
    const refused = async (content: object, by = key) => (await redeem(content, by)).body.code
    expect(await refused({ appId: account.appId, ticket }, keyOfAccount)).toBe('wechat_ticket_invalid')
    expect(await refused({ appId: website.appId, ticket }, keyOfAccount)).toBe('app_not_allowed')
    expect(await refused({ appId: website.appId, ticket: `${ticket.slice(0, -1)}g` })).toBe('wechat_ticket_invalid')
    expect((await redeem({ appId: website.appId, ticket })).status).toBe(200)
    expect(await refused({ appId: website.appId, ticket })).toBe('wechat_ticket_invalid')
  })

  it('of a person who was erased in between is worth nothing', async () => {
    const openId = openIdOf(website.appId, withUnionId)
    await signIn({ appId: website.appId, code: codeFor(website) })
    const ticket = await ticketOf(browserOf())
    const exported = await ask('GET', `/api/identities/${unionId}/export`)
    expect(exported.body.links).toMatchObject([{ accountId: openId, source: 'sns/oauth2' }])
    expect((await ask('DELETE', `/api/identities/${unionId}`)).body).toEqual({ erasedAccounts: 1 })
    expect((await redeem({ appId: website.appId, ticket })).body.code).toBe('wechat_ticket_invalid')
    expect(await linked()).toEqual([])
    expect(storedTexts(stack.dataDir).filter(text => text.includes(openId))).toEqual([])
  })
})

it('has links that were recorded before the app was known as a website, under its new kind', async () => {
  const links = [{ appId: website.appId, openId: openIdOf(website.appId, withUnionId), unionId }]
  const old = Object.values(configured).map(app => ({ ...app, kind: 'officialAccount' }))
  await stack.restart({ NUXT_WECHAT_APPS: JSON.stringify(old) })
  expect((await ask('POST', '/api/identities', { links })).status).toBe(200)
  await stack.restart({ NUXT_WECHAT_APPS: JSON.stringify(Object.values(configured)) })
  const { body } = await ask('GET', `/api/identities/${unionId}`)
  expect(body.accounts).toMatchObject([{ id: links[0]!.openId, appKind: 'website' }])
  expect((await signIn({ appId: website.appId, code: codeFor(website) })).body).toMatchObject({ isNew: false })
})

it('prints, answers and stores no token of a person, no code and no secret', async () => {
  const { world } = stack.simulator
  const issued: string[] = []
  const remember = world.wechatUserTokens.issue
  world.wechatUserTokens.issue = (...args) => {
    const token = remember(...args)
    issued.push(token.accessToken, token.refreshToken)
    return token
  }
  world.changeSettings({ unionIdWithToken: false })
  const codes = [codeFor(website), codeFor(website), codeFor(account, 'snsapi_userinfo')]
  const answers = [
    await signIn({ appId: website.appId, code: codes[0] }),
    await redeem({ appId: website.appId, ticket: await ticketOf(browserOf(), codes[1]) }),
    await signIn({ appId: account.appId, code: codes[2] }),
    await signIn({ appId: account.appId, code: codes[2] }),
  ]
  world.wechatUserTokens.issue = remember
  expect(issued).toHaveLength(6)
  const secrets = [...issued, ...codes, key.secret, ...wechatApps.map(({ secret }) => secret)]
  assertNone(secrets, [stack.app().output()], 'printed by the server')
  assertNone(secrets, storedTexts(stack.dataDir), 'stored in clear')
  assertNone(secrets, answers.map(({ body, headers }) => JSON.stringify([body, [...headers]])), 'answered')
})
