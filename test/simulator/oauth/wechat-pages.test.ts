import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { redirectRefused, redirectWithCode } from '../../../simulator/oauth/check.ts'
import { readClientId, WECHAT_CLIENT_COOKIE, withoutClientCookie } from '../../../simulator/oauth/client-cookie.ts'
import { checkWechatAuthorize } from '../../../simulator/oauth/wechat/check.ts'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { manyFollowers, withoutUnionId, withUnionId } from '../../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../../simulator/scenarios/default/wechat-apps.ts'
import { startSimulator, type Simulator } from '../../../simulator/start.ts'
import { makeWorld, PROXY_HOST } from '../support.ts'

const website = wechatApps.find(app => app.kind === 'website')!
const account = wechatApps.find(app => app.kind === 'officialAccount')!
const PAGE = 'http://shop.example'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({
    port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:9', scenario: defaultScenario, pages: { website: PAGE },
  })
})
afterAll(() => simulator.close())

const good = { redirect_uri: `${PAGE}/back?x=%E5%BC%A0`, response_type: 'code', state: 'abc123' }
const goodWebsite = { ...good, appid: website.appId, scope: 'snsapi_login' }
const goodAccount = () =>
  ({ ...good, appid: account.appId, scope: 'snsapi_userinfo', redirect_uri: `${simulator.proxyUrl}/back` })

function open(path: string, query: Record<string, string>, cookie = '') {
  return fetch(`${simulator.url}${path}?${new URLSearchParams(query)}`, { headers: { cookie }, redirect: 'manual' })
}
const locationOf = (answer: Response) => answer.headers.get('location')
/** The address of a link of a page. */
const linkIn = (html: string, label: string) =>
  new RegExp(`<a href="([^"]+)">${label}<`).exec(html)![1]!.replaceAll('&#38;', '&')
const follow = async (html: string, label: string, cookie = '') =>
  fetch(simulator.url + linkIn(html, label), { headers: { cookie }, redirect: 'manual' })
const codeIn = (answer: Response) =>
  simulator.world.wechatCodes.find(new URL(locationOf(answer)!).searchParams.get('code')!)

async function inWechat(externalUserId: string, mode: object = {}): Promise<string> {
  const answer = await fetch(`${simulator.url}/simulator/wechat-clients`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ externalUserId, ...mode }),
  })
  expect(answer.status).toBe(201)
  return `${WECHAT_CLIENT_COOKIE}=${(await answer.json() as { id: string }).id}`
}

describe('the QR code of a website', () => {
  it('gives a code after the scan and the person\'s consent, the query kept', async () => {
    const asked = await (await follow(await (await open('/connect/qrconnect', goodWebsite)).text(), '张伟')).text()
    expect(asked).toContain(website.name)
    const back = await follow(asked, '允许')
    expect(locationOf(back)).toMatch(new RegExp(`^${PAGE}/back\\?x=%E5%BC%A0&code=[\\w-]+&state=abc123$`))
    expect(codeIn(back)).toMatchObject({
      appId: website.appId, personId: withUnionId.externalUserId, scope: 'snsapi_login', isSnapshot: false,
    })
  })

  it('gives the state alone after a refusal', async () => {
    const asked = await (await follow(await (await open('/connect/qrconnect', goodWebsite)).text(), '张伟')).text()
    expect(locationOf(await follow(asked, '拒绝'))).toBe(`${PAGE}/back?x=%E5%BC%A0&state=abc123`)
  })

  it.each([
    [{ appid: account.appId }, '10016'], [{ appid: 'wx0' }, '10016'], [{ response_type: 'token' }, 'response_type'],
    [{ redirect_uri: '' }, '10011'], [{ redirect_uri: 'javascript:alert(1)' }, '10011'],
    [{ redirect_uri: 'http://shop.example.evil.example/' }, '10003'], [{ scope: 'snsapi_userinfo' }, '10005'],
    [{ scope: '' }, '10005'], [{ state: 'a-b' }, 'state'], [{ state: 'a'.repeat(129) }, 'state'],
  ])('shows an error page for %o, on both pages', async (changes, text) => {
    for (const path of ['/connect/qrconnect', '/connect/qrconnect/confirm']) {
      const query = { ...goodWebsite, person: withUnionId.externalUserId, answer: 'allow', ...changes }
      const answer = await open(path, query as Record<string, string>)
      expect(locationOf(answer)).toBeNull()
      expect(await answer.text()).toContain(text)
    }
  })
})

describe('the page of an official account', () => {
  const path = '/connect/oauth2/authorize'

  it('gives a code of snsapi_base without a question', async () => {
    const cookie = await inWechat(withoutUnionId.externalUserId)
    const back = await open(path, { ...goodAccount(), scope: 'snsapi_base' }, cookie)
    expect(codeIn(back)).toMatchObject({ personId: withoutUnionId.externalUserId, scope: 'snsapi_base' })
  })

  it('asks before snsapi_userinfo, and takes both answers', async () => {
    const cookie = await inWechat(withoutUnionId.externalUserId, { isFromMenu: true })
    const asked = await (await open(path, goodAccount(), cookie)).text()
    expect(codeIn(await follow(asked, '允许', cookie))).toMatchObject({ scope: 'snsapi_userinfo', isSnapshot: false })
    expect(locationOf(await follow(asked, '拒绝', cookie))).toBe(`${simulator.proxyUrl}/back?state=abc123`)
    expect(locationOf(await follow(asked, '允许'))).toBeNull()
  })

  it('does not ask a follower who comes from the menu', async () => {
    const fromMenu = await inWechat(manyFollowers.externalUserId, { isFromMenu: true })
    expect(codeIn(await open(path, goodAccount(), fromMenu))).toMatchObject({ scope: 'snsapi_userinfo' })
    const fromChat = await inWechat(manyFollowers.externalUserId)
    expect(locationOf(await open(path, goodAccount(), fromChat))).toBeNull()
  })

  it('gives a snapshot a virtual person, without a question', async () => {
    const cookie = await inWechat(manyFollowers.externalUserId, { isSnapshot: true })
    const code = codeIn(await open(path, goodAccount(), cookie))!
    expect(code.isSnapshot).toBe(true)
    expect(code.personId).not.toBe(manyFollowers.externalUserId)
  })

  it.each([
    [{ appid: website.appId }, '10016'], [{ scope: 'snsapi_login' }, '10005'],
    [{ redirect_uri: `${PAGE}/` }, '10003'],
  ])('shows an error page for %o', async (changes, text) => {
    const answer = await open(path, { ...goodAccount(), ...changes }, await inWechat(withUnionId.externalUserId))
    expect(locationOf(answer)).toBeNull()
    expect(await answer.text()).toContain(text)
  })

  it('refuses a browser that is not in WeChat', async () => {
    expect(await (await open(path, goodAccount())).text()).toContain('请在微信客户端打开链接')
  })
})

it('sends codes to the redirect domains of the app only, whatever is asked', () => {
  const world = makeWorld()
  const redirectUri = fc.oneof(fc.webUrl(), fc.string(), fc.string().map(text => `http://${PROXY_HOST}${text}`))
  fc.assert(fc.property(redirectUri, (redirect_uri) => {
    const request = checkWechatAuthorize(world, new URLSearchParams({ ...goodWebsite, redirect_uri }), 'website')
    if ('title' in request) return true
    const back = [redirectWithCode(request, 'c'), redirectRefused(request)]
    return back.every(url => new URL(url).host === PROXY_HOST)
  }))
})

it('keeps the cookie of the client from the app', () => {
  const header = `a=1; ${WECHAT_CLIENT_COOKIE}=x1`
  expect(readClientId(header, WECHAT_CLIENT_COOKIE)).toBe('x1')
  expect(withoutClientCookie(header)).toBe('a=1')
})
