import { sendNoContent } from 'h3'
import { recordReplyChange } from '../../../utils/audit'
import { readParam, wecomId } from '../../../utils/input'
import { defineMemberHandler } from '../../../utils/member-handler'

export default defineMemberHandler(async (event, member, { quickReplies }) => {
  recordReplyChange(event, 'delete_corp_reply', await quickReplies.remove(member, readParam(event, 'id', wecomId)))
  return sendNoContent(event, 204)
}, 'store')
