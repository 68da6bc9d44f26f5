import { LRUCache } from 'lru-cache'
import type { CustomerGroup, GroupMember } from '#shared/types/group.ts'
import type { SessionMember } from '#shared/types/session.ts'
import { isSameMember } from '#shared/utils/user-id.ts'
import { AppError, hasCode } from '../errors/app-error.ts'
import type { Clock } from '../upstream/clock.ts'
import type { WecomClient } from '../wecom/client.ts'
import { getGroupChat } from '../wecom/api/group-chat.ts'
import type { GroupChat, GroupChatMember } from '../wecom/api/group-chat.ts'
import { evenRefusals } from './even-timing.ts'
import { hasNoRelation } from './no-relation.ts'
import type { OwnCustomers } from './own-customers.ts'

/** The page asks for its panels when it shows the group: WeCom need not be asked again. Milliseconds. */
const RECENT_MS = 10_000
const MAX_RECENT = 200

export interface GroupsOptions {
  wecom: WecomClient
  ownCustomers: OwnCustomers
  clock: Clock
}

export interface Groups {
  /**
   * Unionids are for admins only: in a group they stand also for people whose customer the member is not.
   *
   * @param options `recent`: an answer of WeCom from the last ten seconds will do
   * @throws {AppError} group_not_found when the group does not exist or the member is not in it
   */
  group(member: SessionMember, chatId: string, options?: { recent?: boolean }): Promise<CustomerGroup>
}

export function createGroups({ wecom, ownCustomers, clock }: GroupsOptions): Groups {
  const even = evenRefusals(error => hasCode(error, 'group_not_found'), clock)
  const chats = new LRUCache<string, GroupChat>({
    max: MAX_RECENT, ttl: RECENT_MS, perf: { now: clock.monotonic }, ttlResolution: 0,
  })

  async function ask(chatId: string): Promise<GroupChat> {
    chats.delete(chatId)
    const chat = await getGroupChat(wecom, chatId).catch((error: unknown) => {
      throw hasNoRelation(error) ? new AppError('group_not_found') : error
    })
    chats.set(chatId, chat)
    return chat
  }

  return {
    group: ({ userId, admin }, chatId, { recent = false } = {}) => even(async () => {
      const group = (recent && chats.get(chatId)) || await ask(chatId)
      const isMember = isSameMember(group.ownerUserId, userId)
        || group.members.some(({ id, kind }) => kind === 'member' && isSameMember(id, userId))
      if (!isMember) throw new AppError('group_not_found')
      const found = toCustomerGroup(group, await ownCustomers.of(userId))
      return admin ? found : { ...found, members: found.members.map(withoutUnionId) }
    }),
  }
}

function toCustomerGroup(group: GroupChat, own: ReadonlySet<string>): CustomerGroup {
  return {
    chatId: group.chatId,
    name: group.name,
    notice: group.notice,
    memberCount: group.members.length,
    externalCount: group.members.filter(({ kind }) => kind === 'external').length,
    createdAt: new Date(group.createTime * 1_000).toISOString(),
    members: group.members.map(member => toGroupMember(member, group, own)),
  }
}

function withoutUnionId({ unionId: _, ...member }: GroupMember): GroupMember {
  return member
}

function toGroupMember(member: GroupChatMember, group: GroupChat, own: ReadonlySet<string>): GroupMember {
  const { id, name, groupNickname, unionId, joinScene } = member
  const isColleague = member.kind === 'member'
  return {
    id,
    kind: isColleague ? 'colleague' : own.has(id) ? 'customer' : 'stranger',
    name,
    groupNickname,
    isOwner: isColleague && id === group.ownerUserId,
    isAdmin: isColleague && group.adminUserIds.includes(id),
    joinedAt: new Date(member.joinTime * 1_000).toISOString(),
    joinScene,
    unionId,
  }
}
