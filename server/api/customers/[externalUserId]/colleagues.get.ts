import { defineDoor } from '../../../http/door/define-door.ts'

export default defineDoor({
  does: 'The colleagues who follow a customer, too: those who added the customer last, at most two, by name.',
  who: 'follower',
  answer: 'Colleagues',
  asks: 'wecom',
}, ({ member, externalUserId, services }) => services.colleaguesOf(member.userId, externalUserId))
