import type { QuickReplyList } from '#shared/types/quick-reply.ts'
import { defineMemberHandler } from '../../utils/member-handler'

export default defineMemberHandler(async (_event, member, { quickReplies }): Promise<QuickReplyList> => ({ replies: await quickReplies.list(member) }), 'store')
