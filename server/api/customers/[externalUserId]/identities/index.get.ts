import { defineDoor } from '../../../../http/door/define-door.ts'

export default defineDoor({
  does: 'The same person in the company\'s other apps.',
  who: 'follower',
  answer: 'CustomerIdentities',
  errors: ['store_unavailable'],
  asks: 'wecom',
}, ({ externalUserId, services }) => services.customerGraph.find(externalUserId))
