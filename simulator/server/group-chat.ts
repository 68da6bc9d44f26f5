import type { CustomerGroupMember } from '../scenarios/scenario.ts'
import { findCustomer, findGroup, findMember, isVisible, sentUnionId } from '../world/people.ts'
import type { World } from '../world/world.ts'
import type { Endpoint } from './endpoint.ts'
import { Refusal } from './refusal.ts'

/** doc 92122: a customer group. */
export const getGroupChat: Endpoint = {
  path: '/cgi-bin/externalcontact/groupchat/get',
  doc: 92122,
  access: 'customerContact',
  numbers: ['need_name'],
  answer({ world, body }) {
    const { chat_id: chatId, need_name: needName } = body
    if (typeof chatId !== 'string' || chatId === '') throw new Refusal(86003, 'no chat_id in the body')
    const group = findGroup(world, chatId)
    if (!group) throw new Refusal(86001, 'no customer group has this chat_id')
    if (!isVisible(world, group.ownerUserId)) throw new Refusal(60011, 'the group\'s owner is outside the app\'s 可见范围')
    return {
      group_chat: {
        chat_id: group.chatId,
        name: group.name,
        owner: group.ownerUserId,
        create_time: group.createTime,
        ...(group.notice === undefined ? {} : { notice: group.notice }),
        member_list: group.members.map(member => groupMember(world, member, needName === 1)),
        admin_list: (group.adminUserIds ?? []).map(userid => ({ userid })),
        member_version: `${group.chatId}-${group.members.length}`,
      },
    }
  },
}

function groupMember(world: World, member: CustomerGroupMember, withName: boolean): Record<string, unknown> {
  const unionId = member.kind === 'external' ? unionIdOf(world, member) : undefined
  return {
    userid: member.id,
    type: member.kind === 'member' ? 1 : 2,
    ...(unionId === undefined ? {} : { unionid: unionId }),
    join_time: member.joinTime,
    join_scene: member.joinScene,
    ...(member.invitorUserId === undefined ? {} : { invitor: { userid: member.invitorUserId } }),
    group_nickname: member.groupNickname ?? '',
    ...(withName ? { name: nameOf(world, member) } : {}),
  }
}

/** People who are not a customer of any member also have one here, on the same conditions (doc 92122). */
function unionIdOf(world: World, member: CustomerGroupMember): string | undefined {
  const customer = findCustomer(world, member.id)
  if (customer) return sentUnionId(world, customer)
  const { developerAccount, appKind } = world.settings
  return developerAccount === 'bound' && appKind === 'selfBuilt' ? member.unionId : undefined
}

function nameOf(world: World, member: CustomerGroupMember): string {
  return member.name ?? findMember(world, member.id)?.name ?? findCustomer(world, member.id)?.name ?? ''
}
