import { describe, expect, it } from 'vitest'
import { createCustomerSource } from '../../../server/customer/customer-source.ts'
import { createCustomers } from '../../../server/customer/customers.ts'
import { createErasures } from '../../../server/customer/erasures.ts'
import { createKfVisitors } from '../../../server/customer/kf-visitors.ts'
import { createOwnCustomers } from '../../../server/customer/own-customers.ts'
import { createRecentChanges } from '../../../server/customer/recent-changes.ts'
import { createRecentCustomers } from '../../../server/customer/recent-customers.ts'
import { createUnionIdEvidence } from '../../../server/customer/union-id-missing.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import type { ExternalContact } from '../../../server/wecom/api/external-contact.ts'
import { coded } from '../../support/coded.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'
import type { Endpoint } from '../../support/fake-wecom.ts'
import { createLiveChanges } from '../../support/live-changes.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const contact = {
  external_userid: 'wm1',
  name: '李雷',
  avatar: 'http://wx.qlogo.cn/1',
  type: 1,
  gender: 1,
  unionid: 'o-union',
  external_profile: { external_attr: [
    { type: 1, name: '官网', web: { url: 'http://example.com/', title: '主页' } },
    { type: 1, name: '坏链接', web: { url: 'javascript:alert(1)', title: '点我' } },
    {
      type: 2,
      name: '小程序',
      miniprogram: { appid: 'wx0000000000000001', pagepath: 'pages/index.html', title: '商城' },
    },
  ] },
}
const follower = (userid: string, changes = {}) => ({
  userid,
  remark: `remark of ${userid}`,
  description: `description of ${userid}`,
  createtime: 1_700_000_000,
  add_way: 1,
  oper_userid: userid,
  state: `state of ${userid}`,
  tags: [{ group_name: '等级', tag_name: `tag of ${userid}`, type: 1, tag_id: 't1' }],
  remark_mobiles: ['13812348000'],
  remark_corp_name: `corp by ${userid}`,
  ...changes,
})
/** WeCom's answer about the customer with these followers. */
const followedBy = (...followers: ReturnType<typeof follower>[]) =>
  ({ errcode: 0, external_contact: contact, follow_user: followers })

function setUp(endpoints: Record<string, Endpoint> = {}, policy: 'follower' | 'corp' = 'follower') {
  const clock = createManualClock()
  const slept: number[] = []
  const visitors: ExternalContact[] = []
  const store = createMemoryStore()
  const wecom = createFakeWecom({
    'externalcontact/get': query => query.get('external_userid') === 'wm1'
      ? followedBy(follower('zhangsan'), follower('lisi'))
      : { errcode: 84061, errmsg: 'not external contact', follow_user: [] },
    ...endpoints,
  }, { store, clock })
  const patientClock = { ...clock, sleep: async (ms: number) => {
    slept.push(ms)
  } }
  const erasures = createErasures(createPlainVault(), clock.wall)
  const changes = createLiveChanges()
  const source = createCustomerSource({
    wecom: wecom.client,
    policy,
    ownCustomers: createOwnCustomers({ wecom: wecom.client, changes, clock }),
    onContact: () => {},
    erasures,
    changes,
    recentChanges: createRecentChanges(changes, clock.monotonic),
    clock,
  })
  const recentCustomers = createRecentCustomers({
    vault: createPlainVault(store),
    erasures,
    now: clock.wall,
    onFailure: (error) => {
      throw error
    },
  })
  const onVisitor = (visitor: ExternalContact) => visitors.push(visitor)
  const kfVisitors = createKfVisitors({ wecom: wecom.client, onVisitor, changes, clock })
  const customers = createCustomers({
    wecom: wecom.client,
    source,
    kfVisitors,
    policy,
    unionIdEvidence: createUnionIdEvidence(createPlainVault(store)),
    recentCustomers,
    cursorEncryption: createEncryption(['a password of thirty-two characters or more'], 'cursor'),
    clock: patientClock,
  })
  return { customers, recentCustomers, wecom, slept, visitors, advance: clock.advance }
}

describe('customer profile', () => {
  it('contains the follower\'s own notes', async () => {
    const { customers } = setUp()
    expect(await customers.profile('zhangsan', 'wm1')).toEqual({
      externalUserId: 'wm1',
      name: '李雷',
      avatar: 'https://wx.qlogo.cn/1',
      type: 'wechat',
      gender: 'male',
      unionId: 'o-union',
      unionIdMissing: undefined,
      position: undefined,
      corpName: undefined,
      corpFullName: undefined,
      attributes: [
        { kind: 'web', name: '官网', title: '主页', url: 'https://example.com/' },
        { kind: 'miniProgram', name: '小程序', title: '商城' },
      ],
      relation: {
        remark: 'remark of zhangsan',
        description: 'description of zhangsan',
        remarkCorpName: 'corp by zhangsan',
        maskedMobiles: ['138****8000'],
        tags: [{ id: 't1', name: 'tag of zhangsan', groupName: '等级', kind: 'corp' }],
        addedAt: '2023-11-14T22:13:20.000Z',
        addWay: 1,
        addedBy: 'me',
        contactWayState: 'state of zhangsan',
      },
      followUserCount: 2,
      asOf: undefined,
    })
  })

  it('contains no data of another member, no full phone number and no script', async () => {
    const { customers } = setUp()
    const text = JSON.stringify(await customers.profile('zhangsan', 'wm1'))
    expect(text).not.toContain('lisi')
    expect(text).not.toContain('13812348000')
    expect(text).not.toContain('javascript')
  })

  it('is visible exactly to the followers, for 20 members and 20 customers', async () => {
    const follows = (member: number, customer: number) => (member * 7 + customer * 3) % 5 === 0
    const { customers } = setUp({ 'externalcontact/get': (query) => {
      const id = Number(query.get('external_userid')!.slice(2))
      const members = Array.from({ length: 20 }, (_, i) => i).filter(member => follows(member, id))
      return {
        errcode: 0,
        external_contact: { ...contact, external_userid: `wm${id}` },
        follow_user: members.map(member => follower(`m${member}`)),
      }
    } })
    for (let member = 0; member < 20; member++) {
      for (let customer = 0; customer < 20; customer++) {
        const profile = customers.profile(`m${member}`, `wm${customer}`)
        const allowed = await profile.then(() => true, (error: unknown) => {
          expect(error).toEqual(coded('customer_not_found'))
          return false
        })
        expect(allowed, `member ${member}, customer ${customer}`).toBe(follows(member, customer))
      }
    }
  })

  it('is refused with the same error after the same time for "not yours" and "does not exist"', async () => {
    const clock = { delay: 0 }
    const slow: Endpoint = (query) => {
      world.advance(clock.delay)
      return query.get('external_userid') === 'wm1' ? followedBy(follower('lisi')) : { errcode: 40096 }
    }
    const world = setUp({ 'externalcontact/get': slow })
    clock.delay = 150
    await expect(world.customers.profile('zhangsan', 'wm1')).rejects.toThrow(coded('customer_not_found'))
    clock.delay = 40
    await expect(world.customers.profile('zhangsan', 'wm2')).rejects.toThrow(coded('customer_not_found'))
    expect(world.slept).toEqual([850, 960])
    await world.customers.profile('lisi', 'wm1')
    expect(world.slept).toHaveLength(2)
  })

  it('is fetched once for a hundred concurrent requests, and again after a minute', async () => {
    const { customers, wecom, advance } = setUp()
    await Promise.all(Array.from({ length: 100 }, () => customers.profile('zhangsan', 'wm1')))
    expect(wecom.count('externalcontact/get')).toBe(1)
    advance(59_000)
    await customers.profile('lisi', 'wm1')
    expect(wecom.count('externalcontact/get')).toBe(1)
    advance(2_000)
    await customers.profile('lisi', 'wm1')
    expect(wecom.count('externalcontact/get')).toBe(2)
  })

  it('is refused within a minute when a member no longer follows the customer', async () => {
    const { customers, advance } = setUp({
      'externalcontact/get': (_query, _body, call) => followedBy(follower(call === 1 ? 'zhangsan' : 'lisi')),
    })
    await customers.profile('zhangsan', 'wm1')
    advance(60_001)
    await expect(customers.profile('zhangsan', 'wm1')).rejects.toThrow(coded('customer_not_found'))
  })

  it('is visible a few seconds after a refusal when the member has just added the customer', async () => {
    const { customers, wecom, advance } = setUp({ 'externalcontact/get': (_query, _body, call) =>
      followedBy(follower('lisi'), ...call === 1 ? [] : [follower('zhangsan')]) })
    for (let i = 0; i < 50; i++) {
      await expect(customers.profile('zhangsan', 'wm1')).rejects.toThrow(coded('customer_not_found'))
    }
    expect(wecom.count('externalcontact/get')).toBe(1)
    advance(3_001)
    expect((await customers.profile('zhangsan', 'wm1')).name).toBe('李雷')
  })

  it('is fetched again after a failure', async () => {
    const { customers } = setUp({ 'externalcontact/get': (_query, _body, call) =>
      call === 1 ? { errcode: 610014 } : followedBy(follower('zhangsan')) })
    await expect(customers.profile('zhangsan', 'wm1')).rejects.toMatchObject({ errcode: 610014 })
    expect((await customers.profile('zhangsan', 'wm1')).name).toBe('李雷')
  })

  it('is visible to any member under policy corp, without notes', async () => {
    const { customers } = setUp({}, 'corp')
    const profile = await customers.profile('wangwu', 'wm1')
    expect(profile).toMatchObject({ name: '李雷', relation: undefined, followUserCount: 2 })
    expect(JSON.stringify(profile)).not.toMatch(/lisi|zhangsan/)
  })

  it.each([
    ['wm1', 'customer'], ['lisi', 'colleague'], ['zhangsan', 'me'], ['', 'me'],
  ])('says who added the customer: %s → %s', async (oper_userid, addedBy) => {
    const { customers } = setUp({ 'externalcontact/get': () => followedBy(follower('zhangsan', { oper_userid })) })
    expect((await customers.profile('zhangsan', 'wm1')).relation?.addedBy).toBe(addedBy)
  })
})

describe('customers that a member opened last', () => {
  const page = {
    'externalcontact/batch/get_by_user': () => ({ errcode: 0, external_contact_list: [], next_cursor: 'more' }),
  }

  it('come with the first page of the list, to this member only', async () => {
    const { customers, recentCustomers } = setUp(page)
    await customers.profile('zhangsan', 'wm1')
    await recentCustomers.settle()
    const first = await customers.list('zhangsan')
    expect(first.recent).toEqual(['wm1'])
    expect((await customers.list('zhangsan', first.nextCursor)).recent).toBeUndefined()
    expect((await customers.list('lisi')).recent).toEqual([])
  })

  it('do not include refused ones', async () => {
    const { customers, recentCustomers } = setUp(page)
    await expect(customers.profile('zhangsan', 'unknown')).rejects.toThrow(coded('customer_not_found'))
    await expect(customers.profile('stranger', 'wm1')).rejects.toThrow(coded('customer_not_found'))
    await recentCustomers.settle()
    for (const userId of ['zhangsan', 'stranger']) expect((await customers.list(userId)).recent).toEqual([])
  })

  it('do not change when the page asks again while WeCom throttles', async () => {
    let isThrottled = false
    const { customers, recentCustomers, advance } = setUp({
      ...page,
      'externalcontact/get': query => isThrottled
        ? { errcode: 45009 }
        : {
            errcode: 0,
            external_contact: { ...contact, external_userid: query.get('external_userid') },
            follow_user: [follower('zhangsan')],
          },
      'externalcontact/list': () => ({ errcode: 0, external_userid: ['wm1', 'wm2'] }),
    })
    for (const id of ['wm1', 'wm2']) {
      await customers.profile('zhangsan', id)
      await recentCustomers.settle()
    }
    isThrottled = true
    advance(60_001)
    expect((await customers.profile('zhangsan', 'wm1')).asOf).toBeDefined()
    await recentCustomers.settle()
    expect((await customers.list('zhangsan')).recent).toEqual(['wm2', 'wm1'])
  })
})

describe('a visitor of 微信客服 without a follower', () => {
  const visitor = {
    external_userid: 'wmVisitor', nickname: '小雨', avatar: 'http://wx.qlogo.cn/2', gender: 2, unionid: 'o-visitor',
  }
  const batchget = (changes = {}): Endpoint => () =>
    ({ errcode: 0, customer_list: [{ ...visitor, ...changes }], invalid_external_userid: [] })

  it('is visible to any member under policy corp, and reported', async () => {
    const { customers, visitors, wecom, advance } = setUp({ 'kf/customer/batchget': batchget() }, 'corp')
    expect(await customers.profile('wangwu', 'wmVisitor')).toEqual({
      externalUserId: 'wmVisitor',
      name: '小雨',
      avatar: 'https://wx.qlogo.cn/2',
      type: 'wechat',
      gender: 'female',
      unionId: 'o-visitor',
      attributes: [],
      followUserCount: 0,
      customerServiceOnly: true,
    })
    await customers.requireAccess('wangwu', 'wmVisitor')
    expect(wecom.count('kf/customer/batchget')).toBe(1)
    expect(visitors).toMatchObject([{ externalUserId: 'wmVisitor', unionId: 'o-visitor' }])
    advance(60_001)
    await customers.profile('wangwu', 'wmVisitor')
    expect(wecom.count('kf/customer/batchget')).toBe(2)
  })

  it('without a unionid gets the reason not_returned_yet', async () => {
    const { customers } = setUp({ 'kf/customer/batchget': batchget({ unionid: undefined }) }, 'corp')
    const profile = await customers.profile('wangwu', 'wmVisitor')
    expect(profile).toMatchObject({ unionId: undefined, unionIdMissing: 'not_returned_yet' })
  })

  it('is not found under policy follower, without a call of 微信客服', async () => {
    const { customers, wecom, visitors } = setUp({ 'kf/customer/batchget': batchget() })
    await expect(customers.profile('zhangsan', 'wmVisitor')).rejects.toThrow(coded('customer_not_found'))
    await expect(customers.requireAccess('zhangsan', 'wmVisitor')).rejects.toThrow(coded('customer_not_found'))
    expect(wecom.count('kf/customer/batchget')).toBe(0)
    expect(visitors).toEqual([])
  })

  it.each([
    [
      'when 微信客服 does not know the id',
      () => ({ errcode: 0, customer_list: [], invalid_external_userid: ['wmVisitor'] }),
    ],
    ['when 微信客服 returns another visitor', batchget({ external_userid: 'wmElse' })],
    ['when the app has no permission', () => ({ errcode: 48002 })],
  ] as [string, Endpoint][])('is not found %s', async (_name, endpoint) => {
    const { customers, visitors } = setUp({ 'kf/customer/batchget': endpoint }, 'corp')
    await expect(customers.profile('zhangsan', 'wmVisitor')).rejects.toThrow(coded('customer_not_found'))
    expect(visitors).toEqual([])
  })

  it('is not reported as unknown while WeCom throttles', async () => {
    const { customers } = setUp({ 'kf/customer/batchget': () => ({ errcode: 45009 }) }, 'corp')
    await expect(customers.profile('zhangsan', 'wmVisitor')).rejects.toMatchObject({ errcode: 45009 })
  })

  it('does not replace a customer with the same id', async () => {
    const { customers, wecom } = setUp({ 'kf/customer/batchget': batchget({ external_userid: 'wm1' }) }, 'corp')
    expect(await customers.profile('wangwu', 'wm1')).not.toHaveProperty('customerServiceOnly')
    expect(wecom.count('kf/customer/batchget')).toBe(0)
  })
})

describe('my customers', () => {
  const batch: Endpoint = (_query, body) => {
    const { cursor, limit, userid_list } = body as { cursor: string, limit: number, userid_list: string[] }
    const start = Number(cursor || 0)
    const end = start + limit
    const list = Array.from({ length: 120 }, (_, i) => ({
      external_contact: { ...contact, external_userid: `wm${i}` },
      follow_info: { userid: userid_list[0], remark: `r${i}`, ...i % 2 && { tag_id: ['t1', 't2'] } },
    }))
    return { errcode: 0, external_contact_list: list.slice(start, end), next_cursor: end < 120 ? String(end) : '' }
  }

  it('come page by page until the end', async () => {
    const { customers } = setUp({ 'externalcontact/batch/get_by_user': batch })
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await customers.list('zhangsan', cursor)
      found.push(...page.customers.map(customer => customer.externalUserId))
      cursor = page.nextCursor
    } while (cursor)
    expect(found).toEqual(Array.from({ length: 120 }, (_, i) => `wm${i}`))
  })

  it('have what the member searches for: company, visible digits, channel, pinyin, since when', async () => {
    const follow_info = {
      userid: 'zhangsan', remark: '张伟', createtime: 1_700_000_000, remark_corp_name: '云起',
      remark_mobiles: ['13800138000'], state: 'spring2026', add_way: 3, oper_userid: 'wm1',
    }
    const { customers } = setUp({ 'externalcontact/batch/get_by_user': () => ({
      errcode: 0, next_cursor: '',
      external_contact_list: [{ external_contact: { external_userid: 'wm1', name: 'W', type: 1 }, follow_info }],
    }) })
    const { customers: [customer] } = await customers.list('zhangsan')
    expect(customer).toMatchObject({
      remarkCorpName: '云起', maskedMobiles: ['138****8000'], contactWayState: 'spring2026',
      addedAt: '2023-11-14T22:13:20.000Z', spellings: ['zhang wei', 'yun qi'], addWay: 3, addedBy: 'customer',
    })
    expect(JSON.stringify(customer)).not.toContain('13800138000')
  })

  it('have the ids of their tags', async () => {
    const { customers } = setUp({ 'externalcontact/batch/get_by_user': batch })
    const [first, second] = (await customers.list('zhangsan')).customers
    expect([first?.tagIds, second?.tagIds]).toEqual([[], ['t1', 't2']])
  })

  it('accept only a cursor that this member got', async () => {
    const { customers } = setUp({ 'externalcontact/batch/get_by_user': batch })
    const { nextCursor } = await customers.list('zhangsan')
    await expect(customers.list('lisi', nextCursor)).rejects.toThrow(coded('invalid_request'))
    await expect(customers.list('zhangsan', 'invented')).rejects.toThrow(coded('invalid_request'))
    await expect(customers.list('zhangsan', '')).rejects.toThrow(coded('invalid_request'))
  })

  it('are no empty list when WeCom fails', async () => {
    const { customers } = setUp({ 'externalcontact/batch/get_by_user': () => ({ errcode: 45009 }) })
    await expect(customers.list('zhangsan')).rejects.toMatchObject({ errcode: 45009 })
  })

  it('are an empty list for a member who has none', async () => {
    const { customers } = setUp({ 'externalcontact/batch/get_by_user': () => ({ errcode: 84061 }) })
    expect(await customers.list('zhangsan')).toEqual({ customers: [] })
  })
})
