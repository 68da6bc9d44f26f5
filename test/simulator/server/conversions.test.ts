import { describe, expect, it } from 'vitest'
import {
  manyFollowers,
  wecomCustomer,
  withUnionId,
  withoutUnionId,
} from '../../../simulator/scenarios/default/customers.ts'
import { fromServiceId } from '../../../simulator/world/other-ids.ts'
import { ME, callApi, makeWorld, scenarioWith, zhangWei } from '../support.ts'

const call = (name: string, body: object, settings = {}) =>
  callApi(makeWorld(settings), `/cgi-bin/${name}`, {}, body).body

describe('doc 92292: convert_to_openid', () => {
  it('gives WeChat users an openid, the same each time', () => {
    const [first, second] = [1, 2].map(
      () => call('externalcontact/convert_to_openid', { external_userid: zhangWei }).openid,
    )
    expect(first).toMatch(/^o.{27}$/)
    expect(second).toBe(first)
  })
  it.each([
    [wecomCustomer.externalUserId, 40096],
    ['wmNobody', 40096],
    [undefined, 41035],
  ])('refuses %s', (id, errcode) => {
    expect(call('externalcontact/convert_to_openid', { external_userid: id }).errcode).toBe(errcode)
  })
  it.each([{ visibleUserIds: [] }, { customerContactUserIds: [] }])(
    'refuses a customer whose followers the app does not see: %o', (settings) => {
      const body = { external_userid: zhangWei }
      expect(call('externalcontact/convert_to_openid', body, settings).errcode).toBe(40096)
    },
  )
})

describe('doc 93274: unionid_to_external_userid', () => {
  const body = { unionid: withUnionId.unionId, openid: 'o1' }
  const path = 'externalcontact/unionid_to_external_userid'
  it('refuses the token of a self-built app', () => {
    expect(call(path, body).errcode).toBe(48002)
  })
  it('answers third-party apps', () => {
    expect(call(path, body, { appKind: 'thirdParty' })).toMatchObject({ external_userid: zhangWei })
    expect(call(path, { ...body, unionid: 'oNobody' }, { appKind: 'thirdParty' }).errcode).toBe(84061)
  })
})

describe('doc 95878, 95884: ids of service providers', () => {
  it('need a suite_access_token, which the simulator never issues', () => {
    const path = '/cgi-bin/service/externalcontact/unionid_to_external_userid_3rd'
    expect(callApi(makeWorld(), path).body.errcode).toBe(41022)
    expect(callApi(makeWorld(), path, { suite_access_token: 'x' }).body.errcode).toBe(40082)
  })
  it('become the company\'s own', () => {
    const asProvider = { source_agentid: 1000099 }
    expect(
      call('externalcontact/from_service_external_userid', { external_userid: fromServiceId(zhangWei), ...asProvider }),
    ).toMatchObject({ external_userid: zhangWei })
    expect(
      call('externalcontact/from_service_external_userid', { external_userid: zhangWei, ...asProvider }).errcode,
    ).toBe(40096)
    expect(call('externalcontact/from_service_external_userid', { external_userid: zhangWei }).errcode).toBe(40056)
    expect(call('batch/openuserid_to_userid', { open_userid_list: [fromServiceId(ME), 'x'], ...asProvider }))
      .toMatchObject({ userid_list: [{ userid: ME, open_userid: fromServiceId(ME) }], invalid_open_userid_list: ['x'] })
  })
})

describe('doc 99434: contact_list', () => {
  interface Contact {
    is_customer: boolean
    tmp_openid: string
    external_userid?: string
    follow_userid?: string
    chat_id?: string
  }
  it('names customers and people of customer groups, in pages', () => {
    const world = makeWorld()
    const all: Contact[] = []
    let cursor: unknown
    do {
      const { body } = callApi(world, '/cgi-bin/externalcontact/contact_list', {}, { cursor, limit: 700 })
      expect((body.info_list as Contact[]).length).toBeLessThanOrEqual(700)
      all.push(...body.info_list as Contact[])
      cursor = body.next_cursor
    } while (cursor)
    const follows = world.scenario.customers.reduce((sum, customer) => sum + customer.follows.length, 0)
    expect(all.filter(one => one.is_customer)).toHaveLength(follows)
    expect(all.filter(one => !one.is_customer)).toMatchObject([{ chat_id: 'wrChunshanDecorationGroup0000001' }])
    expect(all.filter(one => one.external_userid === manyFollowers.externalUserId)).toHaveLength(1201)
  })
  it('covers only members and owners whom the app sees', () => {
    const list = (settings: object) => call('externalcontact/contact_list', {}, settings).info_list as Contact[]
    expect(list({ visibleUserIds: [] })).toEqual([])
    const followers = new Set(list({ customerContactUserIds: [ME] }).map(one => one.follow_userid ?? ME))
    expect([...followers]).toEqual([ME])
  })
  it('gives a tmp_openid for four hours', () => {
    const world = makeWorld()
    const first = () =>
      (callApi(world, '/cgi-bin/externalcontact/contact_list', {}, { limit: 1 }).body.info_list as Contact[])[0]
        ?.tmp_openid
    const before = first()
    world.changeSettings({ clockOffsetMs: 4 * 3_600_000 })
    expect(first()).not.toBe(before)
  })
})

describe('微信客服: kf/customer/batchget', () => {
  const path = 'kf/customer/batchget'
  it('needs no relation to a member, and names unknown ids', () => {
    const lonely = scenarioWith(scenario => scenario.customers.forEach(customer => (customer.follows = [])))
    const { body } = callApi(
      makeWorld({}, lonely),
      `/cgi-bin/${path}`,
      {},
      { external_userid_list: [zhangWei, withoutUnionId.externalUserId, 'x'] },
    )
    expect(body).toMatchObject({
      customer_list: [{ nickname: '张伟', unionid: withUnionId.unionId }, { nickname: '李娜' }],
      invalid_external_userid: ['x'],
    })
    expect((body.customer_list as object[])[1]).not.toHaveProperty('unionid')
  })
  it.each([
    [{ external_userid_list: [] }, {}, 40063],
    [{ external_userid_list: Array.from({ length: 101 }, () => 'x') }, {}, 40058],
    [{ external_userid_list: [zhangWei] }, { kfApp: false }, 48002],
    [{ external_userid_list: [zhangWei] }, { customerContactApp: false }, 0],
  ])('%# answers with its errcode', (body, settings, errcode) => {
    expect(call(path, body, settings).errcode).toBe(errcode)
  })
})

describe('doc 90930, 92520: addresses', () => {
  it.each(['/cgi-bin/getcallbackip', '/cgi-bin/get_api_domain_ip'])('%s lists some', (path) => {
    expect(callApi(makeWorld(), path).body.ip_list).not.toEqual([])
  })
  it('getcallbackip hints at a bogus token, others do not', () => {
    expect(callApi(makeWorld(), '/cgi-bin/getcallbackip', { access_token: 'x' }).body.errmsg).toContain('hint: [')
    expect(callApi(makeWorld(), '/cgi-bin/get_api_domain_ip', { access_token: 'x' }).body.errmsg).toBe(
      'invalid access_token',
    )
  })
})
