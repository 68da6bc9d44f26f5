import { recordReplyChange } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { newReply } from '../../replies/reply-input.ts'

export default defineDoor({
  does: 'Adds a reply. If the scope already has the content, returns the existing reply.',
  who: 'member',
  limits: ['writes'],
  body: newReply,
  answer: 'QuickReply',
  errors: ['admin_required', 'replies_full', 'reply_file_not_found', 'reply_files_full'],
  asks: 'store',
}, async ({ event, member, body, services }) => {
  const { reply } = await recordReplyChange(event, 'add_corp_reply', alongside =>
    services.quickReplies.add(member, body, alongside))
  return reply
})
