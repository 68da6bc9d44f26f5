import type { Customer, FollowTag } from '../scenario.ts'
import { avatar, externalUserId, seconds, unionId } from './ids.ts'
import { chenZhiyuan, linXiaotong } from './members.ts'
import { tagIds } from './tags.ts'

const DAY = 86_400

/** Name in WeChat, remark of the signed-in member. */
const people: [name: string, remark: string][] = [
  ['郑晓宇', '郑晓宇（翡翠城）'], ['何静', '何静老师'], ['云淡风轻', '许建国'], ['Lily 🌿', '罗莉'],
  ['韩梅', ''], ['杨帆', '杨帆-复购'], ['黄俊杰', '黄先生'], ['徐丽', '徐丽（介绍人：张伟）'],
  ['大海航行', '冯海'], ['马超', ''], ['高欣怡', '高欣怡'], ['梁晨', '梁工'],
  ['宋雨桐', '宋雨桐（学区房）'], ['Jason Lau', '刘先生'], ['唐婉', '唐婉'], ['董事长的猫', '董佳'],
  ['于洋', ''], ['萧然', '萧然（设计师）'], ['曹颖', '曹颖'], ['任重道远', '任经理'],
  ['阿依古丽·买买提', '阿依古丽'], ['欧阳若曦', '欧阳若曦'], ['田野', '田野（工长）'], ['一个名字特别特别长的微信昵称用来看看会不会撑破布局', ''],
]

const addWays = [1, 2, 3, 4, 6, 10, 13, 16, 24, 0]

const tagSets: FollowTag[][] = [
  [], [{ tagId: tagIds.fresh }], [{ tagId: tagIds.silver }, { tagId: tagIds.kitchen }], [{ tagId: tagIds.sofa }],
]

/** The other customers of the signed-in member: enough for a list with several pages. */
export const ordinaryCustomers: Customer[] = people.map(([name, remark], index) => {
  const seed = `ordinary-${String(index + 1).padStart(2, '0')}`
  const id = externalUserId('wm', seed)
  const addWay = addWays[index % addWays.length] ?? 0
  return {
    externalUserId: id,
    name,
    avatar: index % 7 === 4 ? '' : avatar(seed),
    type: 1,
    gender: ([1, 2, 0] as const)[index % 3] ?? 0,
    unionId: unionId(seed),
    follows: [{
      userId: linXiaotong.userId,
      remark,
      createTime: seconds('2026-10-30') - index * 9 * DAY,
      tags: tagSets[index % tagSets.length] ?? [],
      addWay,
      operUserId: [id, linXiaotong.userId, chenZhiyuan.userId][index % 3] ?? id,
      ...(index % 4 === 1 ? { remarkMobiles: [`1370000${String(1000 + index)}`] } : {}),
      ...(addWay === 10 ? { wechatChannels: { nickname: '春山家居官方号', source: 2 as const } } : {}),
      ...(addWay === 16 ? { state: `poster${index}` } : {}),
    }],
  }
})
