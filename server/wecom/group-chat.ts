import * as v from 'valibot'
import type { WecomClient } from './client.ts'

const answer = v.object({
  group_chat: v.object({
    chat_id: v.string(),
    name: v.fallback(v.optional(v.string(), ''), ''),
    owner: v.string(),
    create_time: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e12)),
    member_list: v.array(v.object({ userid: v.string(), type: v.picklist([1, 2]) })),
  }),
})

/** A customer group as WeCom describes it. */
export interface GroupChat {
  chatId: string
  name: string
  ownerUserId: string
  /** Seconds since 1970. */
  createTime: number
  members: { id: string, kind: 'member' | 'external' }[]
}

/**
 * A customer group (doc 92122).
 *
 * @throws {WecomApiError} of class `no_relation` when it does not exist, is no customer group or its owner is not visible
 */
export async function getGroupChat(client: WecomClient, chatId: string): Promise<GroupChat> {
  const { group_chat: wire } = await client.call({ endpoint: 'externalcontact/groupchat/get', schema: answer, body: { chat_id: chatId, need_name: 0 } })
  return {
    chatId: wire.chat_id,
    name: wire.name,
    ownerUserId: wire.owner,
    createTime: wire.create_time,
    members: wire.member_list.map(member => ({ id: member.userid, kind: member.type === 1 ? 'member' : 'external' })),
  }
}
