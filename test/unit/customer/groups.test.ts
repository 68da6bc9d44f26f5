import { describe, expect, it } from 'vitest'
import { createGroups } from '../../../server/customer/groups.ts'
import { createOwnCustomers } from '../../../server/customer/own-customers.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { coded } from '../../support/coded.ts'

const wecom = createFakeWecom({
  'externalcontact/groupchat/get': (_query, body) => body.chat_id === 'wr1'
    ? { errcode: 0, group_chat: {
        chat_id: 'wr1',
        name: '老客户群',
        notice: '周三直播',
        owner: 'lisi',
        create_time: 1_700_000_000,
        member_list: [
          { userid: 'zhangsan', type: 1, name: '张三', join_time: 1_700_000_000, join_scene: 1, unionid: 'never of a member' },
          { userid: 'lisi', type: 1, name: '李四', join_time: 1_700_000_000, join_scene: 1 },
          { userid: 'wm1', type: 2, name: '李雷', join_time: 1_700_000_060, join_scene: 3, unionid: 'o1', group_nickname: '雷哥' },
          { userid: 'wangwu', type: 2, name: '路人', join_time: 1_700_000_120, join_scene: 9 },
        ],
        admin_list: [{ userid: 'zhangsan' }],
      } }
    : { errcode: 86001 },
  'externalcontact/list': query => query.get('userid') === 'zhangsan' ? { errcode: 0, external_userid: ['wm1'] } : { errcode: 84061 },
})
const clock = { ...createManualClock(), sleep: async () => {} }
const groups = createGroups({ wecom: wecom.client, ownCustomers: createOwnCustomers(wecom.client, clock), clock })

describe('customer group', () => {
  it('is shown to its members, who see which of its people are theirs', async () => {
    const group = await groups.group('zhangsan', 'wr1')
    expect(group).toMatchObject({ chatId: 'wr1', name: '老客户群', notice: '周三直播', memberCount: 4, externalCount: 2, createdAt: '2023-11-14T22:13:20.000Z' })
    expect(group.members).toEqual([
      { id: 'zhangsan', kind: 'colleague', name: '张三', isOwner: false, isAdmin: true, joinedAt: '2023-11-14T22:13:20.000Z', joinScene: 'invited' },
      { id: 'lisi', kind: 'colleague', name: '李四', isOwner: true, isAdmin: false, joinedAt: '2023-11-14T22:13:20.000Z', joinScene: 'invited' },
      { id: 'wm1', kind: 'customer', name: '李雷', groupNickname: '雷哥', isOwner: false, isAdmin: false, joinedAt: '2023-11-14T22:14:20.000Z', joinScene: 'qr_code', unionId: 'o1' },
      { id: 'wangwu', kind: 'stranger', name: '路人', isOwner: false, isAdmin: false, joinedAt: '2023-11-14T22:15:20.000Z', joinScene: 'unknown' },
    ])
  })

  it('is shown to its owner, whose customers are others', async () => {
    const { members } = await groups.group('lisi', 'wr1')
    expect(members.map(member => member.kind)).toEqual(['colleague', 'colleague', 'stranger', 'stranger'])
  })

  it('does not exist for anybody else, external contacts of the same id included', async () => {
    await expect(groups.group('zhaoliu', 'wr1')).rejects.toThrow(coded('group_not_found'))
    await expect(groups.group('wangwu', 'wr1')).rejects.toThrow(coded('group_not_found'))
    await expect(groups.group('zhangsan', 'wr2')).rejects.toThrow(coded('group_not_found'))
  })
})
