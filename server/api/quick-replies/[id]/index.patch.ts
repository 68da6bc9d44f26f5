import * as v from 'valibot'
import { recordReplyChange } from '../../../http/audit.ts'
import { defineDoor } from '../../../http/door/define-door.ts'
import { wecomId } from '../../../http/ids.ts'
import { newReplyContent, seenReplyContent } from '../../../replies/reply-input.ts'

export default defineDoor({
  does: 'Changes a reply, if nothing has changed since the member saw it.',
  who: 'member',
  limits: ['writes'],
  params: { id: wecomId },
  body: v.strictObject({ before: seenReplyContent, after: newReplyContent }),
  answer: 'QuickReply',
  errors: ['reply_not_found', 'admin_required', 'edit_conflict', 'reply_file_not_found', 'reply_files_full'],
  asks: 'store',
}, async ({ event, member, params, body, services }) => {
  const { reply } = await recordReplyChange(event, 'change_corp_reply', alongside =>
    services.quickReplies.change(member, params.id, body, alongside))
  return reply
})
