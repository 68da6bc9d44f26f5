import type { CustomerGroup } from '../scenario.ts'
import { withUnionId } from './customers.ts'
import { externalUserId, seconds, unionId } from './ids.ts'
import { chenZhiyuan, linXiaotong } from './members.ts'

const joinTime = seconds('2026-03-12')

/** A customer group. One of its people is not a customer of any member. */
export const decorationGroup: CustomerGroup = {
  chatId: 'wrChunshanDecorationGroup0000001',
  name: '滨江装修交流群',
  ownerUserId: linXiaotong.userId,
  createTime: joinTime,
  notice: '每周三晚八点直播答疑。',
  adminUserIds: [chenZhiyuan.userId],
  members: [
    { id: linXiaotong.userId, kind: 'member', joinTime, joinScene: 1 },
    { id: chenZhiyuan.userId, kind: 'member', joinTime, joinScene: 1, invitorUserId: linXiaotong.userId },
    {
      id: withUnionId.externalUserId,
      kind: 'external',
      joinTime: joinTime + 3600,
      joinScene: 1,
      invitorUserId: linXiaotong.userId,
    },
    {
      id: externalUserId('wm', 'group-guest'),
      kind: 'external',
      name: '路过的邻居',
      unionId: unionId('group-guest'),
      joinTime: joinTime + 7200,
      joinScene: 3,
      groupNickname: '3 幢邻居',
    },
  ],
}
