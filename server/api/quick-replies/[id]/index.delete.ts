import { sendNoContent } from 'h3'
import { recordReplyChange } from '../../../http/audit.ts'
import { readParam, wecomId } from '../../../http/input.ts'
import { defineMemberHandler } from '../../../http/member-handler.ts'

export default defineMemberHandler(async (event, member, { quickReplies }) => {
  recordReplyChange(event, 'delete_corp_reply', await quickReplies.remove(member, readParam(event, 'id', wecomId)))
  return sendNoContent(event, 204)
}, 'store')
