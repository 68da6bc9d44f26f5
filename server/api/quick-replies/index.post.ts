import * as v from 'valibot'
import type { QuickReply } from '#shared/types/quick-reply.ts'
import { recordReplyChange } from '../../http/audit.ts'
import { readJson } from '../../http/input.ts'
import { defineMemberHandler } from '../../http/member-handler.ts'
import { newReplyText } from '../../replies/reply-input.ts'

const newReply = v.strictObject({ scope: v.picklist(['own', 'corp']), text: newReplyText })

export default defineMemberHandler(async (event, member, { quickReplies }): Promise<QuickReply> => {
  const { reply, isChange } = await quickReplies.add(member, await readJson(event, newReply))
  if (isChange) recordReplyChange(event, 'add_corp_reply', reply)
  return reply
}, 'store')
