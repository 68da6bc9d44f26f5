import { describe, expect, it } from 'vitest'
import {
  manyFollowers,
  stranger,
  wecomCustomer,
  withoutUnionId,
} from '../../../simulator/scenarios/default/customers.ts'
import { ME, callApi, makeWorld, scenarioWith, zhangWei } from '../support.ts'

const path = '/cgi-bin/externalcontact/get'

interface Page {
  external_contact: Record<string, unknown>
  follow_user: { userid: string, tags: Record<string, unknown>[] }[]
  next_cursor?: string
}

function get(world: ReturnType<typeof makeWorld>, id: string, cursor = ''): Page & { errcode: number } {
  return callApi(world, path, { external_userid: id, cursor }).body as unknown as Page & { errcode: number }
}

describe('externalcontact/get (doc 92114)', () => {
  it('pages 1,201 followers by 500; our member is the last', () => {
    const world = makeWorld()
    const pages = [get(world, manyFollowers.externalUserId)]
    while (pages.at(-1)?.next_cursor) pages.push(get(world, manyFollowers.externalUserId, pages.at(-1)?.next_cursor))
    expect(pages.map(page => page.follow_user.length)).toEqual([500, 500, 201])
    expect(pages.at(-1)).not.toHaveProperty('next_cursor')
    const followers = pages.flatMap(page => page.follow_user.map(({ userid }) => userid))
    expect(new Set(followers).size).toBe(1201)
    expect(followers.at(-1)).toBe(ME)
  })

  it('refuses a cursor it did not give out', () => {
    expect(get(makeWorld(), manyFollowers.externalUserId, 'abc').errcode).toBe(50100)
  })

  it('tells only of followers in the app\'s visible range', () => {
    const world = makeWorld({ visibleUserIds: [ME] })
    expect(get(world, zhangWei).follow_user.map(({ userid }) => userid)).toEqual([ME])
    expect(get(world, stranger.externalUserId).errcode).toBe(40096)
  })

  it('refuses unknown ids, and customers that all members have deleted', () => {
    expect(get(makeWorld(), 'wmUnknown').errcode).toBe(40096)
    const deleted = scenarioWith(scenario => scenario.customers.forEach(customer => customer.follows = []))
    expect(get(makeWorld({}, deleted), zhangWei).errcode).toBe(84061)
  })

  it('names the three kinds of tags; personal ones have no id', () => {
    const tags = get(makeWorld(), zhangWei).follow_user[0]?.tags ?? []
    expect(tags.map(({ type }) => type)).toEqual([1, 1, 3, 2])
    expect(tags[0]).toMatchObject({ group_name: '客户等级', tag_name: '金卡会员' })
    expect(tags.at(-1)).not.toHaveProperty('tag_id')
  })

  it('sends company and profile of WeCom users only', () => {
    const world = makeWorld()
    expect(get(world, wecomCustomer.externalUserId).external_contact).toMatchObject({
      type: 2, position: '采购总监', corp_name: '望江酒店', corp_full_name: '浙江望江酒店管理有限公司',
    })
    expect(get(world, zhangWei).external_contact).not.toHaveProperty('external_profile')
  })
})

describe('unionid is sent (doc 92114)', () => {
  const sent = (id: string, settings = {}) => 'unionid' in get(makeWorld(settings), id).external_contact

  it('for a WeChat customer, to a self-built app, with a bound developer account', () => {
    expect(sent(zhangWei)).toBe(true)
  })
  it.each([
    ['the account is not bound', zhangWei, { developerAccount: 'unbound' }],
    ['its subject differs', zhangWei, { developerAccount: 'otherSubject' }],
    ['the app is a third party\'s', zhangWei, { appKind: 'thirdParty' }],
    ['the customer uses WeCom', wecomCustomer.externalUserId, {}],
    ['WeCom has not returned it yet', withoutUnionId.externalUserId, {}],
  ])('not when %s', (_, id, settings) => {
    expect(sent(id, settings)).toBe(false)
  })

  it('third-party apps get neither avatar nor gender', () => {
    const contact = get(makeWorld({ appKind: 'thirdParty' }), zhangWei).external_contact
    expect(contact).not.toHaveProperty('avatar')
    expect(contact.gender).toBe(0)
  })
})

describe('lists', () => {
  it('externalcontact/list names the member\'s customers (doc 92113)', () => {
    const ids = callApi(makeWorld(), '/cgi-bin/externalcontact/list', { userid: ME }).body.external_userid as string[]
    expect(ids).toContain(zhangWei)
    expect(ids).not.toContain(stranger.externalUserId)
  })
  it.each([
    ['nobody', 60111, {}],
    ['zhaoguoqiang', 84061, {}],
    [ME, 60011, { visibleUserIds: [] }],
    [ME, 84074, { customerContactUserIds: [] }],
  ])('externalcontact/list of %s → %i', (userid, errcode, settings) => {
    expect(callApi(makeWorld(settings), '/cgi-bin/externalcontact/list', { userid }).body.errcode).toBe(errcode)
  })
  it('get_follow_user_list names visible members (doc 92571)', () => {
    const { body } = callApi(
      makeWorld({ visibleUserIds: [ME, 'wangsiqi'] }),
      '/cgi-bin/externalcontact/get_follow_user_list',
    )
    expect(body.follow_user).toEqual([ME, 'wangsiqi'])
  })
})
