import { sendNoContent } from 'h3'
import { readParam, wecomId } from '../../../http/input.ts'
import { defineMemberHandler } from '../../../http/member-handler.ts'

/** The page has sent this reply: it comes first the next time. */
export default defineMemberHandler(async (event, member, { quickReplies }) => {
  await quickReplies.use(member, readParam(event, 'id', wecomId))
  return sendNoContent(event, 204)
}, 'store')
