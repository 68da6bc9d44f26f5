import { describe, expect, it } from 'vitest'
import type { FollowedCustomer } from '../../../server/customer/access.ts'
import { createColleagues } from '../../../server/customer/colleagues.ts'
import { createMemberNames } from '../../../server/customer/member-names.ts'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'
import type { Answer } from '../../support/fake-wecom.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const DAY = 24 * 60 * 60_000
const named = (name: string, status = 1): Answer => ({ errcode: 0, name, status })

/** The followers of customer `wm1` by the time they added the customer, and what WeCom says about each. */
function setUp(followers: Record<string, number>, members: Record<string, Answer>, store = createMemoryStore()) {
  const { client, count } = createFakeWecom({ 'user/get': query => members[query.get('userid')!]! })
  const followUsers = Object.entries(followers).map(([userId, createTime]) => ({ userId, createTime }))
  const colleagues = createColleagues({
    source: { recent: async () => ({ followUsers }) as FollowedCustomer },
    nameOf: createMemberNames({ wecom: client, vault: createPlainVault(store) }).of,
  })
  return { of: (userId: string) => colleagues(userId, 'wm1'), asked: () => count('user/get'), members }
}

describe('colleagues', () => {
  it('are the two others who added the customer last, the latest first', async () => {
    const { of, asked } = setUp({ Lin: 9, wang: 1, chen: 3, wu: 2 }, {
      wang: named('王思琪'), chen: named('陈志远'), wu: named('吴磊'),
    })
    expect(await of('lin')).toEqual([{ userId: 'chen', name: '陈志远' }, { userId: 'wu', name: '吴磊' }])
    expect(asked()).toBe(2)
  })

  it('are none, without a call, when only the member follows the customer', async () => {
    const { of, asked } = setUp({ lin: 1 }, {})
    expect(await of('lin')).toEqual([])
    expect(asked()).toBe(0)
  })

  it.each([
    ['after they left', named('王思琪', 5)],
    ['while they are disabled', named('王思琪', 2)],
    ['when they are unknown to WeCom', { errcode: 60111, errmsg: 'userid not found' }],
    ['when they are hidden from the app', { errcode: 60011, errmsg: 'no privilege' }],
  ])('are left out %s, and asked for once', async (_when, answer) => {
    const { of, asked } = setUp({ lin: 1, wang: 2, chen: 3 }, { wang: answer, chen: named('陈志远') })
    for (let i = 0; i < 2; i++) expect(await of('lin')).toEqual([{ userId: 'chen', name: '陈志远' }])
    expect(asked()).toBe(2)
  })

  it('keep their names for a day', async () => {
    let time = 0
    const { of, asked, members } = setUp({ lin: 1, wang: 2 }, { wang: named('王思琪') }, createMemoryStore(() => time))
    await of('lin')
    members.wang = named('王思琪（销售）')
    time = DAY - 1
    expect(await of('lin')).toEqual([{ userId: 'wang', name: '王思琪' }])
    expect(asked()).toBe(1)
    time = DAY
    expect(await of('lin')).toEqual([{ userId: 'wang', name: '王思琪（销售）' }])
  })

  it('are asked for again after a failure of WeCom', async () => {
    const refused = { errcode: 40058, errmsg: 'invalid Request Parameter' }
    const { of, members } = setUp({ lin: 1, wang: 2 }, { wang: refused })
    expect(await of('lin')).toEqual([])
    members.wang = named('王思琪')
    expect(await of('lin')).toEqual([{ userId: 'wang', name: '王思琪' }])
  })

  it('are named without the store', async () => {
    const away = () => Promise.reject(new Error('away'))
    const store: KeyValueStore = { ...createMemoryStore(), get: away, set: away }
    const { of } = setUp({ lin: 1, wang: 2 }, { wang: named('王思琪') }, store)
    expect(await of('lin')).toEqual([{ userId: 'wang', name: '王思琪' }])
  })
})
