import { recordBefore } from '../../../http/audit.ts'
import { defineDoor } from '../../../http/door/define-door.ts'

export default defineDoor({
  does: 'The full phone numbers of a customer, if it can be recorded in the audit; at most 20 times an hour.',
  who: 'follower',
  limits: ['writes', 'reveals'],
  answer: 'RevealedMobiles',
  asks: 'wecom',
}, async ({ event, member, externalUserId, services }) => {
  const revealed = await services.customerEdits.revealMobiles(member.userId, externalUserId)
  await recordBefore(event, 'reveal_mobiles', { subject: externalUserId })
  return revealed
})
