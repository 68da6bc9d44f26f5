import type { QuickReplyList } from '#shared/types/quick-reply.ts'
import { defineMemberHandler } from '../../http/member-handler.ts'

export default defineMemberHandler(async (_event, member, { quickReplies }): Promise<QuickReplyList> => ({ replies: await quickReplies.list(member) }), 'store')
