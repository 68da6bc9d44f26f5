import { describe, expect, it } from 'vitest'
import { createGroups } from '../../../server/customer/groups.ts'
import { createOwnCustomers } from '../../../server/customer/own-customers.ts'
import { coded } from '../../support/coded.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'
import { createLiveChanges } from '../../support/live-changes.ts'
import { createManualClock } from '../../support/manual-clock.ts'

const JOINED = 1_700_000_000

const wecom = createFakeWecom({
  'externalcontact/groupchat/get': (_query, body) => body.chat_id === 'wr1'
    ? { errcode: 0, group_chat: {
        chat_id: 'wr1',
        name: '老客户群',
        notice: '周三直播',
        owner: 'lisi',
        create_time: JOINED,
        member_list: [
          { userid: 'zhangsan', type: 1, name: '张三', join_time: JOINED, join_scene: 1, unionid: 'not of a customer' },
          { userid: 'lisi', type: 1, name: '李四', join_time: JOINED, join_scene: 1 },
          {
            userid: 'wm1', type: 2, name: '李雷', join_time: JOINED + 60, join_scene: 3,
            unionid: 'o1', group_nickname: '雷哥',
          },
          { userid: 'wangwu', type: 2, name: '路人', join_time: JOINED + 120, join_scene: 9 },
        ],
        // WeCom does not make customers admins. An external userid that equals a member's id must not become one.
        admin_list: [{ userid: 'zhangsan' }, { userid: 'wangwu' }],
      } }
    : { errcode: 86001 },
  'externalcontact/list': query => query.get('userid') === 'zhangsan'
    ? { errcode: 0, external_userid: ['wm1'] }
    : { errcode: 84061 },
})
const clock = { ...createManualClock(), sleep: async () => {} }
const ownCustomers = createOwnCustomers({ wecom: wecom.client, changes: createLiveChanges(), clock })
const groups = createGroups({ wecom: wecom.client, ownCustomers, clock })

describe('customer group', () => {
  it('is visible to a member, with the member\'s own customers marked', async () => {
    const group = await groups.group({ userId: 'zhangsan', admin: true }, 'wr1')
    const joinedAt = '2023-11-14T22:13:20.000Z'
    expect(group).toMatchObject({
      chatId: 'wr1', name: '老客户群', notice: '周三直播', memberCount: 4, externalCount: 2, createdAt: joinedAt,
    })
    const notInCharge = { isOwner: false, isAdmin: false }
    expect(group.members).toEqual([
      {
        id: 'zhangsan', kind: 'colleague', name: '张三', isOwner: false, isAdmin: true, joinedAt, joinScene: 'invited',
      },
      { id: 'lisi', kind: 'colleague', name: '李四', isOwner: true, isAdmin: false, joinedAt, joinScene: 'invited' },
      {
        id: 'wm1', kind: 'customer', name: '李雷', groupNickname: '雷哥', ...notInCharge,
        joinedAt: '2023-11-14T22:14:20.000Z', joinScene: 'qr_code', unionId: 'o1',
      },
      {
        id: 'wangwu', kind: 'stranger', name: '路人', ...notInCharge,
        joinedAt: '2023-11-14T22:15:20.000Z', joinScene: 'unknown',
      },
    ])
  })

  it('names no unionid to a member who is no admin', async () => {
    const group = await groups.group({ userId: 'zhangsan', admin: false }, 'wr1')
    expect(JSON.stringify(group)).not.toMatch(/unionId|o1/)
    expect(group.members.map(({ name }) => name)).toEqual(['张三', '李四', '李雷', '路人'])
  })

  it('is visible to its owner, who has other customers', async () => {
    const { members } = await groups.group({ userId: 'lisi', admin: false }, 'wr1')
    expect(members.map(member => member.kind)).toEqual(['colleague', 'colleague', 'stranger', 'stranger'])
  })

  it('is asked for once more only when an answer of the last ten seconds will not do', async () => {
    const time = createManualClock()
    const asking = createGroups({ wecom: wecom.client, ownCustomers, clock: { ...time, sleep: async () => {} } })
    const calls = () => wecom.count('externalcontact/groupchat/get')
    const before = calls()
    const lisi = { userId: 'lisi', admin: false }
    const first = await asking.group(lisi, 'wr1')
    expect(await asking.group(lisi, 'wr1', { recent: true })).toEqual(first)
    await expect(asking.group({ ...lisi, userId: 'zhaoliu' }, 'wr1', { recent: true }), 'judged for each member')
      .rejects.toThrow(coded('group_not_found'))
    expect(calls() - before).toBe(1)
    await asking.group(lisi, 'wr1')
    expect(calls() - before).toBe(2)
    time.advance(10_001)
    await asking.group(lisi, 'wr1', { recent: true })
    expect(calls() - before).toBe(3)
  })

  it('is not found for other members, also with the id of an external contact in the group', async () => {
    await expect(groups.group({ userId: 'zhaoliu', admin: false }, 'wr1')).rejects.toThrow(coded('group_not_found'))
    await expect(groups.group({ userId: 'wangwu', admin: false }, 'wr1')).rejects.toThrow(coded('group_not_found'))
    await expect(groups.group({ userId: 'zhangsan', admin: false }, 'wr2')).rejects.toThrow(coded('group_not_found'))
  })

  it('is refused after the same time, whether it exists or not', async () => {
    const slept: number[] = []
    const asking = createGroups({ wecom: wecom.client, ownCustomers, clock: { ...clock, sleep: async (ms) => {
      slept.push(ms)
    } } })
    for (const chatId of ['wr1', 'wr2']) {
      await expect(asking.group({ userId: 'zhaoliu', admin: false }, chatId)).rejects.toThrow(coded('group_not_found'))
    }
    expect(slept).toEqual([1_000, 1_000])
  })

  it('has counts of all its people and of those from outside', async () => {
    const outside = ['wm1', 'wm2', 'wm3'].map(userid => ({ userid, type: 2, name: userid, join_time: JOINED }))
    const { client } = createFakeWecom({
      'externalcontact/groupchat/get': () => ({ errcode: 0, group_chat: {
        chat_id: 'wr3', name: '', owner: 'lisi', create_time: JOINED, member_list: outside, admin_list: [],
      } }),
      'externalcontact/list': () => ({ errcode: 84061 }),
    })
    const asking = createGroups({ wecom: client, ownCustomers, clock })
    const group = await asking.group({ userId: 'lisi', admin: false }, 'wr3')
    expect([group.memberCount, group.externalCount]).toEqual([3, 3])
  })

  it('is forgotten when WeCom has it no more', async () => {
    let exists = true
    const { client } = createFakeWecom({
      'externalcontact/groupchat/get': () => exists
        ? { errcode: 0, group_chat: { chat_id: 'wr3', name: '', owner: 'lisi', create_time: JOINED, member_list: [] } }
        : { errcode: 86001 },
    })
    const asking = createGroups({ wecom: client, ownCustomers, clock })
    const ask = (recent: boolean) => asking.group({ userId: 'lisi', admin: false }, 'wr3', { recent })
    await ask(false)
    exists = false
    expect(await ask(true)).toMatchObject({ chatId: 'wr3' })
    for (const recent of [false, true]) await expect(ask(recent)).rejects.toThrow(coded('group_not_found'))
  })
})
