import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

const PAGE_SIZE = 1_000

const answer = v.object({
  group_chat_list: v.array(v.object({ chat_id: v.string() })),
  next_cursor: v.fallback(v.optional(v.string(), ''), ''),
})

/**
 * The ids of the customer groups that a member owns (doc 92120).
 *
 * @throws {UpstreamRefusedError} also when the app does not see the member
 */
export async function listGroups(client: WecomClient, ownerUserId: string): Promise<string[]> {
  const chatIds: string[] = []
  let cursor = ''
  do {
    const page = await client.call({
      endpoint: 'externalcontact/groupchat/list',
      schema: answer,
      body: {
        status_filter: 0, owner_filter: { userid_list: [ownerUserId] }, limit: PAGE_SIZE, ...cursor && { cursor },
      },
    })
    chatIds.push(...page.group_chat_list.map(group => group.chat_id))
    cursor = page.next_cursor
  } while (cursor)
  return chatIds
}
