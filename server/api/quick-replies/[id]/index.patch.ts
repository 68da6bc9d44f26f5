import * as v from 'valibot'
import type { QuickReply } from '#shared/types/quick-reply.ts'
import { recordReplyChange } from '../../../http/audit.ts'
import { readJson, readParam, wecomId } from '../../../http/input.ts'
import { defineMemberHandler } from '../../../http/member-handler.ts'
import { newReplyText, seenReplyText } from '../../../replies/reply-input.ts'

const edit = v.strictObject({ before: seenReplyText, after: newReplyText })

export default defineMemberHandler(async (event, member, { quickReplies }): Promise<QuickReply> => {
  const id = readParam(event, 'id', wecomId)
  const { reply, isChange } = await quickReplies.change(member, id, await readJson(event, edit))
  if (isChange) recordReplyChange(event, 'change_corp_reply', reply)
  return reply
}, 'store')
