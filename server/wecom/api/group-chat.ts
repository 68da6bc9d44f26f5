import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

const text = v.fallback(v.optional(v.string(), ''), '')
const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e12))

const answer = v.object({
  group_chat: v.object({
    chat_id: v.string(),
    name: text,
    notice: text,
    owner: v.string(),
    create_time: seconds,
    member_list: v.array(v.object({
      userid: v.string(),
      type: v.picklist([1, 2]),
      name: text,
      group_nickname: text,
      unionid: text,
      join_time: v.fallback(seconds, 0),
      join_scene: v.fallback(v.optional(v.number(), 0), 0),
    })),
    admin_list: v.fallback(v.optional(v.array(v.object({ userid: v.string() })), []), []),
  }),
})

/** A person in a customer group. */
export interface GroupChatMember {
  /** The userid of a `member`, the external userid of an `external`. */
  id: string
  kind: 'member' | 'external'
  name: string
  groupNickname?: string
  unionId?: string
  /** Seconds since 1970. */
  joinTime: number
  joinScene: 'invited' | 'link' | 'qr_code' | 'unknown'
}

/** A customer group as WeCom describes it. */
export interface GroupChat {
  chatId: string
  name: string
  notice: string
  ownerUserId: string
  adminUserIds: string[]
  /** Seconds since 1970. */
  createTime: number
  members: GroupChatMember[]
}

const JOIN_SCENES: Record<number, GroupChatMember['joinScene']> = { 1: 'invited', 2: 'link', 3: 'qr_code' }

/**
 * A customer group with the names of its members (doc 92122).
 *
 * @throws {UpstreamRefusedError} of class `no_relation` when it does not exist, is no customer group, or the app does
 * not see its owner
 */
export async function getGroupChat(client: WecomClient, chatId: string): Promise<GroupChat> {
  const { group_chat: wire } = await client.call({
    endpoint: 'externalcontact/groupchat/get',
    schema: answer,
    body: { chat_id: chatId, need_name: 1 },
  })
  return {
    chatId: wire.chat_id,
    name: wire.name,
    notice: wire.notice,
    ownerUserId: wire.owner,
    adminUserIds: wire.admin_list.map(admin => admin.userid),
    createTime: wire.create_time,
    members: wire.member_list.map(member => ({
      id: member.userid,
      kind: member.type === 1 ? 'member' : 'external',
      name: member.name,
      groupNickname: member.group_nickname || undefined,
      unionId: member.type === 2 ? member.unionid || undefined : undefined,
      joinTime: member.join_time,
      joinScene: JOIN_SCENES[member.join_scene] ?? 'unknown',
    })),
  }
}
