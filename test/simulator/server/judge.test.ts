import { describe, expect, it } from 'vitest'
import { endpoints } from '../../../simulator/server/endpoints.ts'
import { judge } from '../../../simulator/server/judge.ts'
import { ME, callApi, makeWorld, tokenOf } from '../support.ts'

const path = '/cgi-bin/externalcontact/get'

describe('order of checks (doc 90664)', () => {
  // Everything is wrong at once; mending one thing after the other uncovers the next.
  const allWrong = { trustedIps: ['198.51.100.1'], customerContactApp: false }

  it('token missing comes first', () => {
    expect(callApi(makeWorld(allWrong), path, { access_token: '' }).body.errcode).toBe(41001)
  })
  it('then the token itself', () => {
    expect(callApi(makeWorld(allWrong), path, { access_token: 'bogus' }).body.errcode).toBe(40014)
  })
  it('then the caller\'s address', () => {
    expect(callApi(makeWorld(allWrong), path).body.errcode).toBe(60020)
  })
  it('then the permission of the app', () => {
    expect(callApi(makeWorld({ ...allWrong, trustedIps: ['203.0.113.7'] }), path).body.errcode).toBe(48002)
  })
  it('then parameters', () => {
    expect(callApi(makeWorld(), path).body.errcode).toBe(41035)
  })
})

describe('error bodies', () => {
  it('keep the empty fields of the API', () => {
    expect(callApi(makeWorld(), '/cgi-bin/user/get', { access_token: 'bogus' }).body).toEqual({
      errcode: 40014,
      errmsg: 'invalid access_token',
      department: [],
      order: [],
      is_leader_in_dept: [],
      direct_leader: [],
    })
    expect(callApi(makeWorld(), '/cgi-bin/externalcontact/list').body).toMatchObject({ external_userid: [] })
  })

  it('say text, hint, address and link', () => {
    const { body } = callApi(makeWorld(), path, { access_token: '' })
    const [text, hint, ...others] = String(body.errmsg).split(', ')
    expect(text).toBe('access_token missing')
    expect(hint).toMatch(/^hint: \[\d{10}_28_[0-9a-f]{32}\]$/)
    expect(others).toEqual([
      'from ip: 203.0.113.7',
      'more info at https://open.work.weixin.qq.com/devtool/query?e=41001',
    ])
  })

  it('use the short form only for a token that never existed', () => {
    const world = makeWorld()
    const revoked = world.credentials.issue('access_token', 1000002, 7200)
    world.credentials.revoke('access_token')
    const { body } = callApi(world, path, { access_token: revoked.value })
    expect(body.errcode).toBe(40014)
    expect(body.errmsg).toContain('hint: [')
  })

  it.each(['{', '[]', '"text"', 'null'])('refuse the body %s', (bodyText) => {
    const world = makeWorld()
    const answer = callApi(world, '/cgi-bin/externalcontact/get_corp_tag_list', {}, undefined)
    expect(answer.body.errcode).toBe(0)
    expect(callRaw(world, bodyText)).toMatchObject({
      errcode: 40058,
      errmsg: expect.stringMatching(/^Warning: wrong json format\. invalid Request Parameter, hint: \[/),
    })
  })
})

describe('doc 90313: a number in quotes', () => {
  const batch = '/cgi-bin/externalcontact/batch/get_by_user'
  const group = '/cgi-bin/externalcontact/groupchat/get'
  const chat_id = 'wrChunshanDecorationGroup0000001'
  it.each([
    [batch, { userid_list: [ME], limit: '5' }, { userid_list: [ME], limit: 5 }],
    [group, { chat_id, need_name: '1' }, { chat_id, need_name: 1 }],
  ])('is taken by %s, with a warning', (endpoint, inQuotes, plain) => {
    const { body } = callApi(makeWorld(), endpoint, {}, inQuotes)
    expect(body.errmsg).toBe('ok. Warning: wrong json format. ')
    expect({ ...body, errmsg: 'ok' }).toEqual(callApi(makeWorld(), endpoint, {}, plain).body)
  })
  it('is warned of also in a refusal', () => {
    const { body } = callApi(makeWorld(), batch, {}, { userid_list: ['nobody'], limit: '5' })
    expect(body).toMatchObject({
      errcode: 60111,
      errmsg: expect.stringMatching(/^Warning: wrong json format\. userid not found, hint/),
    })
  })
})

function callRaw(world: ReturnType<typeof makeWorld>, bodyText: string): Record<string, unknown> {
  const endpoint = endpoints.get('/cgi-bin/externalcontact/get_corp_tag_list')
  if (!endpoint) throw new Error('not registered')
  const query = new URLSearchParams({ access_token: tokenOf(world) })
  return judge(world, endpoint, { query, bodyText, callerIp: '127.0.0.1' }).body
}
