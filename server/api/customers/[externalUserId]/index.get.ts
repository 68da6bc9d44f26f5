import { defineDoor } from '../../../http/door/define-door.ts'

export default defineDoor({
  does: 'The profile of a customer, unionid included.',
  who: 'follower',
  answer: 'CustomerProfile',
  asks: 'wecom',
}, ({ member, externalUserId, services }) => services.customers.profile(member.userId, externalUserId))
