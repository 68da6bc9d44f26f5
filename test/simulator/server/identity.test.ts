import { describe, expect, it } from 'vitest'
import { ME, PROXY_HOST, callApi, makeWorld, tokenOf } from '../support.ts'

const exchange = '/cgi-bin/auth/getuserinfo'
const member = '/cgi-bin/user/get'

describe('code → member (doc 91023)', () => {
  it('works once', () => {
    const world = makeWorld()
    const code = world.codes.issue({ userId: ME, agentId: 1000002, redirectHost: PROXY_HOST })
    expect(callApi(world, exchange, { code }).body).toMatchObject({ errcode: 0, userid: ME })
    expect(callApi(world, exchange, { code }).body.errcode).toBe(40029)
  })

  it('refuses bogus and missing codes', () => {
    expect(callApi(makeWorld(), exchange, { code: 'bogus' }).body.errcode).toBe(40029)
    expect(callApi(makeWorld(), exchange).body.errcode).toBe(41008)
  })

  it('refuses a code after five minutes', () => {
    const world = makeWorld()
    const code = world.codes.issue({ userId: ME, agentId: 1000002, redirectHost: PROXY_HOST })
    world.changeSettings({ clockOffsetMs: 300_001 })
    expect(callApi(world, exchange, { code }).body.errcode).toBe(42003)
  })

  it('refuses the token of another app, without using the code up', () => {
    const world = makeWorld()
    const code = world.codes.issue({ userId: ME, agentId: 1000002, redirectHost: PROXY_HOST })
    expect(callApi(world, exchange, { code, access_token: tokenOf(world, 1) }).body.errcode).toBe(50001)
    expect(callApi(world, exchange, { code }).body.errcode).toBe(0)
  })

  it('refuses a redirect host that is not trusted, port included', () => {
    const world = makeWorld()
    const code = world.codes.issue({ userId: ME, agentId: 1000002, redirectHost: 'localhost:9999' })
    expect(callApi(world, exchange, { code }).body.errcode).toBe(50001)
  })
})

describe('member (doc 90196)', () => {
  it('comes without sensitive fields to apps created after 2022-06-20', () => {
    const { body } = callApi(makeWorld(), member, { userid: ME })
    expect(body).toMatchObject({ name: '林晓彤', department: [2], status: 1 })
    for (const field of ['avatar', 'gender', 'mobile', 'email', 'biz_mail', 'address', 'qr_code']) {
      expect(body).not.toHaveProperty(field)
    }
    const older = callApi(makeWorld({ appCreatedBefore20220620: true }), member, { userid: ME })
    expect(older.body).toMatchObject({ mobile: '13800138001', gender: '2' })
  })

  it('is found whatever the case of userid', () => {
    expect(callApi(makeWorld(), member, { userid: 'LinXiaoTong' }).body.userid).toBe(ME)
  })

  it.each([
    ['', 41009],
    ['a b', 40003],
    ['x'.repeat(65), 40003],
    ['nobody', 60111],
    ['chenzhiyuan', 60011],
  ])('userid "%s" → %i', (userid, errcode) => {
    expect(callApi(makeWorld({ visibleUserIds: [ME] }), member, { userid }).body.errcode).toBe(errcode)
  })
})
