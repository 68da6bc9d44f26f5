import { recordBefore } from '../../../http/audit.ts'
import { defineDoor } from '../../../http/door/define-door.ts'
import { wecomId } from '../../../http/ids.ts'

/** It changes nothing, but it is no GET: each question is recorded, and no other site may ask in a member's name. */
export default defineDoor({
  does: 'The colleagues to ask about a person who is not the member\'s customer: those who added the person last, at '
    + 'most two, by name; none of the customer. Each question is recorded in the audit before it is answered; at most '
    + '20 in an hour.',
  who: 'member',
  limits: ['writes', 'followerQuestions'],
  params: { externalUserId: wecomId },
  answer: 'Colleagues',
  errors: ['customer_not_found'],
  asks: 'wecom',
}, async ({ event, member, params: { externalUserId }, services }) => {
  await recordBefore(event, 'ask_followers', { subject: externalUserId })
  return services.colleaguesOf(member.userId, externalUserId)
})
