import { record } from '../../../http/audit.ts'
import { defineDoor } from '../../../http/door/define-door.ts'

export default defineDoor({
  does: 'The profile of a customer, unionid included.',
  who: 'follower',
  answer: 'CustomerProfile',
  asks: 'wecom',
}, async ({ event, member, externalUserId, services }) => {
  const profile = await services.customers.profile(member.userId, externalUserId)
  record(event, 'view_customer', { subject: externalUserId })
  return profile
})
