import { describe, expect, it } from 'vitest'
import { withUnionId } from '../../../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../../../simulator/scenarios/default/wechat-apps.ts'
import type { WechatApp } from '../../../../simulator/scenarios/scenario.ts'
import { judgeWechat, wechatEndpoints } from '../../../../simulator/server/wechat/judge.ts'
import { openIdOf } from '../../../../simulator/world/other-ids.ts'
import type { WechatScope } from '../../../../simulator/world/codes.ts'
import type { World } from '../../../../simulator/world/world.ts'
import { makeWorld, scenarioWith, zhangWei } from '../../support.ts'

const appOf = (kind: WechatApp['kind']) => wechatApps.find(app => app.kind === kind)!
const [website, account, mobile] = [appOf('website'), appOf('officialAccount'), appOf('mobileApp')]

function call(world: World, path: string, query: Record<string, string>) {
  const endpoint = wechatEndpoints.get(path)!
  return judgeWechat(world, endpoint, {
    query: new URLSearchParams(query), bodyText: '', callerIp: '203.0.113.7',
  }).body as Record<string, string> & { errcode?: number }
}

const codeOf = (world: World, { appId }: WechatApp, scope: WechatScope, isSnapshot = false) =>
  world.wechatCodes.issue({ appId, personId: zhangWei, scope, isSnapshot })
const exchange = (world: World, app: WechatApp, code: string, changes = {}) =>
  call(world, '/sns/oauth2/access_token', {
    appid: app.appId, secret: app.secret, code, grant_type: 'authorization_code', ...changes,
  })
const read = (world: World, access_token: string, openid: string) =>
  call(world, '/sns/userinfo', { access_token, openid, lang: 'zh_CN' })
const LATER = 7_200_001

describe('sns/oauth2/access_token', () => {
  it.each([[website, 'snsapi_login'], [mobile, 'snsapi_userinfo'], [account, 'snsapi_userinfo']] as const)(
    'answers token, openid and unionid of %o',
    (app, scope) => {
      const world = makeWorld()
      expect(exchange(world, app, codeOf(world, app, scope))).toEqual({
        access_token: expect.stringMatching(/^[\w-]{86}$/),
        refresh_token: expect.stringMatching(/^[\w-]{86}$/),
        expires_in: 7200,
        openid: openIdOf(app.appId, withUnionId),
        scope,
        unionid: withUnionId.unionId,
      })
    },
  )

  it('sends no unionid for snsapi_base, or below no open-platform account, or only by sns/userinfo', () => {
    const world = makeWorld()
    expect(exchange(world, account, codeOf(world, account, 'snsapi_base'))).not.toHaveProperty('unionid')
    const alone = makeWorld({}, scenarioWith(scenario => scenario.wechatApps?.forEach(app => app.openPlatform = false)))
    expect(exchange(alone, website, codeOf(alone, website, 'snsapi_login'))).not.toHaveProperty('unionid')
    const older = makeWorld({ unionIdWithToken: false })
    const { access_token, openid, unionid } = exchange(older, website, codeOf(older, website, 'snsapi_login'))
    expect(unionid).toBeUndefined()
    expect(read(older, access_token!, openid!).unionid).toBe(withUnionId.unionId)
  })

  it('tells a snapshot, whose ids are of no person', () => {
    const world = makeWorld()
    const code = world.wechatCodes.issue({
      appId: account.appId, personId: 'snapshot-of-1', scope: 'snsapi_userinfo', isSnapshot: true,
    })
    const { is_snapshotuser, openid, unionid } = exchange(world, account, code)
    expect(is_snapshotuser).toBe(1)
    expect([openid, unionid]).not.toContain(undefined)
    const ids = world.scenario.customers.flatMap(person => [person.unionId, openIdOf(account.appId, person)])
    expect(ids).not.toContain(openid)
    expect(ids).not.toContain(unionid)
  })

  it('takes each code once, for its time, from its app', () => {
    const world = makeWorld()
    const code = codeOf(world, website, 'snsapi_login')
    expect(exchange(world, mobile, code).errcode).toBe(40029)
    expect(exchange(world, website, code).errcode).toBeUndefined()
    expect(exchange(world, website, code).errcode).toBe(40163)
    const old = codeOf(world, website, 'snsapi_login')
    world.changeSettings({ clockOffsetMs: 300_001 })
    expect(exchange(world, website, old).errcode).toBe(40029)
  })

  it('allows an app so many exchanges a minute', () => {
    const world = makeWorld({ wechatCodesPerMinute: 2 })
    const codes = [1, 2, 3].map(() => exchange(world, website, codeOf(world, website, 'snsapi_login')).errcode)
    expect(codes).toEqual([undefined, undefined, 45011])
  })

  it.each([
    [{ appid: '' }, 41002], [{ appid: 'wx0' }, 40013], [{ secret: '' }, 41004], [{ secret: 'x' }, 40125],
    [{ code: '' }, 41008], [{ code: 'x' }, 40029], [{ grant_type: 'x' }, 40002],
  ])('refuses %o', (changes, errcode) => {
    const world = makeWorld()
    expect(exchange(world, website, codeOf(world, website, 'snsapi_login'), changes).errcode).toBe(errcode)
  })
})

describe('the token of a person', () => {
  function signedIn(scope: WechatScope = 'snsapi_login', app = website) {
    const world = makeWorld()
    const { access_token, refresh_token, openid } = exchange(world, app, codeOf(world, app, scope))
    return { world, token: access_token!, refreshToken: refresh_token!, openId: openid! }
  }

  it('reads the person, as far as agreed', () => {
    const { world, token, openId } = signedIn()
    expect(read(world, token, openId)).toMatchObject({
      openid: openId, nickname: withUnionId.name, unionid: withUnionId.unionId, sex: 0, privilege: [],
    })
    const base = signedIn('snsapi_base', account)
    expect(read(base.world, base.token, base.openId).errcode).toBe(48001)
  })

  it('is checked by sns/auth', () => {
    const { world, token, openId } = signedIn()
    const auth = (changes = {}) => call(world, '/sns/auth', { access_token: token, openid: openId, ...changes }).errcode
    expect(auth()).toBe(0)
    expect(auth({ openid: openIdOf(mobile.appId, withUnionId) })).toBe(40003)
    expect(auth({ openid: '' })).toBe(41009)
    expect(auth({ access_token: '' })).toBe(41001)
    const ofApp = world.wechatTokens.issue(account.appId, true, 7200, true).value
    expect(auth({ access_token: ofApp })).toBe(40001)
    world.changeSettings({ clockOffsetMs: LATER })
    expect(auth()).toBe(42001)
  })

  it('is refreshed for 30 days: the same while valid, then another', () => {
    const { world, token, refreshToken } = signedIn()
    const refresh = (changes = {}) => call(world, '/sns/oauth2/refresh_token', {
      appid: website.appId, grant_type: 'refresh_token', refresh_token: refreshToken, ...changes,
    })
    expect(refresh()).toMatchObject({ access_token: token, expires_in: 7200, refresh_token: refreshToken })
    world.changeSettings({ clockOffsetMs: LATER })
    expect(refresh().access_token).not.toBe(token)
    for (const [changes, errcode] of [
      [{ appid: '' }, 41002], [{ appid: 'x' }, 40013], [{ grant_type: 'x' }, 40002], [{ refresh_token: '' }, 41003],
      [{ refresh_token: 'x' }, 40030], [{ appid: mobile.appId }, 40030],
    ] as const) expect(refresh(changes).errcode).toBe(errcode)
    world.changeSettings({ clockOffsetMs: 30 * 86_400_000 })
    expect(refresh().errcode).toBe(42002)
  })
})
