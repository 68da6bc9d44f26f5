import { describe, expect, it } from 'vitest'
import { linkedMember } from '../../../simulator/scenarios/default/members.ts'
import { ME, PROXY_HOST, callApi, makeWorld, tokenOf, zhangWei } from '../support.ts'

const AGENT = 1000002

function setup(settings = {}) {
  const world = makeWorld(settings)
  const code = (userId: string, consented = false) =>
    world.codes.issue({ userId, agentId: AGENT, redirectHost: PROXY_HOST, consented })
  const who = (userId: string, consented = false, path = 'auth/getuserinfo') =>
    callApi(world, `/cgi-bin/${path}`, { code: code(userId, consented) }).body
  return { world, code, who }
}

describe('doc 91023: who a code stands for', () => {
  it('a member, with user_ticket only after consent and in the visible range', () => {
    expect(setup().who(ME)).toEqual({ errcode: 0, errmsg: 'ok', userid: ME })
    expect(setup().who(ME, true)).toHaveProperty('user_ticket')
    expect(setup({ visibleUserIds: [] }).who(ME, true)).toEqual({ errcode: 0, errmsg: 'ok', userid: ME })
  })
  it('a member of a linked company, as CorpId/userid; user/get does not know this member', () => {
    const { world, who } = setup()
    expect(who(linkedMember.userId).userid).toMatch(/^ww[0-9a-f]{16}\/hejun$/)
    expect(callApi(world, '/cgi-bin/user/get', { userid: linkedMember.userId }).body.errcode).toBe(40003)
    expect(callApi(world, '/cgi-bin/externalcontact/list', { userid: linkedMember.userId }).body.errcode).toBe(60111)
    expect(callApi(world, '/cgi-bin/externalcontact/get_follow_user_list').body.follow_user).not.toContain(
      linkedMember.userId,
    )
  })
  it('an outsider; external_userid only if a follower is visible', () => {
    expect(setup().who(zhangWei)).toMatchObject({ openid: expect.stringMatching(/^o/), external_userid: zhangWei })
    expect(setup({ visibleUserIds: [] }).who(zhangWei)).not.toHaveProperty('external_userid')
    expect(setup().who('somebody')).not.toHaveProperty('external_userid')
  })
  it('the old path spells its fields otherwise', () => {
    expect(setup().who(ME, true, 'user/getuserinfo')).toMatchObject({
      UserId: ME,
      DeviceId: '',
      user_ticket: expect.any(String),
      expires_in: 1800,
    })
    expect(setup().who(zhangWei, false, 'user/getuserinfo')).toMatchObject({
      OpenId: expect.stringMatching(/^o/),
      external_userid: zhangWei,
    })
  })
})

describe('doc 95833: getuserdetail', () => {
  const detail = (world: ReturnType<typeof makeWorld>, ticket: unknown, app: 0 | 1 = 0) =>
    callApi(world, '/cgi-bin/auth/getuserdetail', { access_token: tokenOf(world, app) }, { user_ticket: ticket }).body

  it('sends what the admin allows', () => {
    const { world, who } = setup()
    const ticket = who(ME, true).user_ticket
    expect(detail(world, ticket)).toMatchObject({
      userid: ME,
      gender: '2',
      mobile: '13800138001',
      email: 'linxiaotong@chunshan.example',
    })
    world.changeSettings({ sensitiveFields: ['email'] })
    expect(detail(world, ticket)).toMatchObject({ gender: '0', email: 'linxiaotong@chunshan.example' })
    expect(detail(world, ticket)).not.toHaveProperty('mobile')
  })
  it('refuses other apps, bogus and old tickets', () => {
    const { world, who } = setup()
    const ticket = who(ME, true).user_ticket
    expect(detail(world, ticket, 1).errcode).toBe(84015)
    expect(detail(world, 'x').errcode).toBe(84015)
    expect(detail(world, undefined).errcode).toBe(84015)
    world.changeSettings({ clockOffsetMs: 1_800_001 })
    expect(detail(world, ticket).errcode).toBe(84014)
  })
})

describe('doc 91507: mini program inside WeCom', () => {
  const exchange = (world: ReturnType<typeof makeWorld>, code: string, app: 0 | 1 = 0) =>
    callApi(world, '/cgi-bin/miniprogram/jscode2session', {
      access_token: tokenOf(world, app),
      js_code: code,
      grant_type: 'authorization_code',
    }).body

  it('names the member: no openid, no unionid', () => {
    const { world } = setup()
    const code = world.jsCodes.issue({ personId: ME, agentId: AGENT })
    expect(exchange(world, code, 1).errcode).toBe(40014)
    const body = exchange(world, code)
    expect(body).toMatchObject({ userid: ME, corpid: world.scenario.corp.corpId })
    expect(Buffer.from(String(body.session_key), 'base64')).toHaveLength(16)
    expect(Object.keys(body).sort()).toEqual(['corpid', 'errcode', 'errmsg', 'session_key', 'userid'])
    expect(exchange(world, code).errcode).toBe(40029)
  })
})
