import * as v from 'valibot'
import { record } from '../../../http/audit.ts'
import { defineDoor } from '../../../http/door/define-door.ts'
import { wecomId } from '../../../http/ids.ts'

export default defineDoor({
  does: 'The page reports that the client has sent a reply to the customer; `reply` is the quick reply, if it was one.',
  who: 'follower',
  limits: ['writes'],
  body: v.strictObject({ reply: v.optional(wecomId) }),
  answer: 'nothing',
  errors: ['reply_not_found'],
  asks: 'store',
}, async ({ event, member, externalUserId, body, services }) => {
  const reply = body.reply === undefined ? undefined : await services.quickReplies.use(member, body.reply)
  await services.story.noteReply(member.userId, externalUserId, reply)
  record(event, 'send_reply', { subject: externalUserId, details: { reply: reply?.id ?? '' } })
})
