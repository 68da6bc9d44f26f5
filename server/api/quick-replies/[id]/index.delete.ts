import { recordReplyChange } from '../../../http/audit.ts'
import { defineDoor } from '../../../http/door/define-door.ts'
import { wecomId } from '../../../http/ids.ts'

export default defineDoor({
  does: 'Deletes a reply.',
  who: 'member',
  limits: ['writes'],
  params: { id: wecomId },
  answer: 'nothing',
  errors: ['reply_not_found', 'admin_required'],
  asks: 'store',
}, async ({ event, member, params, services }) => {
  await recordReplyChange(event, 'delete_corp_reply', alongside =>
    services.quickReplies.remove(member, params.id, alongside))
})
