import { describe, expect, it } from 'vitest'
import { manyFollowers, withUnionId, withoutUnionId } from '../../../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../../../simulator/scenarios/default/wechat-apps.ts'
import { judgeWechat, wechatEndpoints } from '../../../../simulator/server/wechat/judge.ts'
import { openIdOf } from '../../../../simulator/world/other-ids.ts'
import type { World } from '../../../../simulator/world/world.ts'
import { makeWorld, scenarioWith, zhangWei } from '../../support.ts'

const [shop, account] = wechatApps as [typeof wechatApps[number], typeof wechatApps[number]]

function call(world: World, path: string, query: Record<string, string>, body?: object) {
  const endpoint = wechatEndpoints.get(path)
  if (!endpoint) throw new Error(`No endpoint ${path}`)
  return judgeWechat(world, endpoint, {
    query: new URLSearchParams(query),
    bodyText: body ? JSON.stringify(body) : '',
    callerIp: '203.0.113.7',
  }).body
}

describe('code2Session', () => {
  const codeOf = (world: World, personId = zhangWei) => world.jsCodes.issue({ personId, appId: shop.appId })
  const session = (world: World, js_code: string, changes = {}) =>
    call(world, '/sns/jscode2session', {
      appid: shop.appId,
      secret: shop.secret,
      js_code,
      grant_type: 'authorization_code',
      ...changes,
    })

  it('answers openid, session_key and unionid, without errcode', () => {
    const world = makeWorld()
    expect(session(world, codeOf(world))).toEqual({
      openid: openIdOf(shop.appId, withUnionId),
      unionid: withUnionId.unionId,
      session_key: expect.stringMatching(/^[\w+/]{22}==$/),
    })
  })
  it('knows the unionid even while WeCom does not send it', () => {
    const world = makeWorld()
    expect(session(world, codeOf(world, withoutUnionId.externalUserId)).unionid).toBe(withoutUnionId.unionId)
  })
  it('sends no unionid when the mini program is not on the open platform', () => {
    const world = makeWorld({}, scenarioWith(scenario => scenario.wechatApps?.forEach(app => app.openPlatform = false)))
    expect(session(world, codeOf(world))).not.toHaveProperty('unionid')
  })
  it('takes each code once, for five minutes', () => {
    const world = makeWorld()
    const code = codeOf(world)
    session(world, code)
    expect(session(world, code).errcode).toBe(40163)
    const old = codeOf(world)
    world.changeSettings({ clockOffsetMs: 300_001 })
    expect(session(world, old).errcode).toBe(40029)
  })
  it('allows a person so many sign-ins a minute', () => {
    const world = makeWorld({ jsCodesPerMinute: 2 })
    const codes = [1, 2, 3].map(() => session(world, codeOf(world)).errcode)
    expect(codes).toEqual([undefined, undefined, 45011])
    expect(session(world, codeOf(world, manyFollowers.externalUserId)).errcode).toBeUndefined()
  })
  it.each([
    [{ appid: '' }, 41002], [{ appid: 'wx0' }, 40013], [{ secret: '' }, 41004], [{ secret: 'x' }, 40125],
    [{ js_code: '' }, 41008], [{ js_code: 'x' }, 40029], [{ grant_type: 'x' }, 40002],
    [{ appid: account.appId, secret: account.secret }, 40029],
  ])('refuses %o in its own words', (changes, errcode) => {
    const world = makeWorld()
    const body = session(world, codeOf(world), changes)
    expect(body.errcode).toBe(errcode)
    expect(body.errmsg).toMatch(/, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/)
  })
  it('can be made to block a risky person', () => {
    const endpoint = wechatEndpoints.get('/sns/jscode2session')!
    expect(
      judgeWechat(makeWorld(), endpoint, { query: new URLSearchParams(), bodyText: '', callerIp: '' }, 40226).body
        .errmsg,
    ).toMatch(/^code blocked/)
  })
})

describe('access_token of an official account', () => {
  const plain = (world: World) =>
    call(world, '/cgi-bin/token', { grant_type: 'client_credential', appid: account.appId, secret: account.secret })
  const stable = (world: World, more = {}) =>
    call(
      world,
      '/cgi-bin/stable_token',
      {},
      { grant_type: 'client_credential', appid: account.appId, secret: account.secret, ...more },
    )
  const use = (world: World, token: unknown) =>
    call(world, '/cgi-bin/user/info', { access_token: String(token), openid: openIdOf(account.appId, withUnionId) })
      .errcode

  it('is the same from stable_token, unless forced', () => {
    const world = makeWorld()
    const first = stable(world)
    expect(stable(world).access_token).toBe(first.access_token)
    expect(stable(world, { force_refresh: true }).access_token).not.toBe(first.access_token)
    expect(first.expires_in).toBe(7200)
  })
  it('is a new one each time from token; the old one lives five minutes more', () => {
    const world = makeWorld()
    const [first, second] = [plain(world).access_token, plain(world).access_token]
    const kept = stable(world).access_token
    expect(second).not.toBe(first)
    expect([use(world, first), use(world, second)]).toEqual([undefined, undefined])
    world.changeSettings({ clockOffsetMs: 300_001 })
    expect([use(world, first), use(world, second), use(world, kept)]).toEqual([42001, undefined, undefined])
  })
  it('can be forced 20 times a day', () => {
    const world = makeWorld()
    const codes = Array.from({ length: 21 }, () => stable(world, { force_refresh: true }).errcode)
    expect(codes.filter(Boolean)).toEqual([45009])
  })
  it.each([
    [{ grant_type: 'x' }, 40002],
    [{ appid: 'x' }, 40013],
    [{ secret: 'x' }, 40125],
  ])('is refused for %o', (changes, errcode) => {
    expect(stable(makeWorld(), changes).errcode).toBe(errcode)
  })
})

describe('user/info of an official account', () => {
  function info(world: World, openid: string) {
    const { access_token } = call(
      world,
      '/cgi-bin/stable_token',
      {},
      { grant_type: 'client_credential', appid: account.appId, secret: account.secret },
    )
    return call(world, '/cgi-bin/user/info', { access_token: String(access_token), openid })
  }
  it('tells of a follower, without nickname and avatar', () => {
    const body = info(makeWorld(), openIdOf(account.appId, withUnionId))
    expect(body).toMatchObject({ subscribe: 1, unionid: withUnionId.unionId, language: 'zh_CN' })
    expect(body).not.toHaveProperty('nickname')
    expect(body).not.toHaveProperty('headimgurl')
  })
  it('tells nothing more of a person who does not follow', () => {
    const openid = openIdOf(account.appId, withoutUnionId)
    expect(info(makeWorld(), openid)).toEqual({ subscribe: 0, openid })
  })
  it('refuses openids of other apps, and bad tokens', () => {
    expect(info(makeWorld(), openIdOf(shop.appId, withUnionId)).errcode).toBe(40003)
    expect(call(makeWorld(), '/cgi-bin/user/info', { openid: 'x' }).errcode).toBe(41001)
    expect(call(makeWorld(), '/cgi-bin/user/info', { openid: 'x', access_token: 'x' }).errcode).toBe(40001)
  })
})
