import { defineDoor } from '../../../../http/door/define-door.ts'

export default defineDoor({
  does: 'The customer\'s accounts in other apps of the company.',
  who: 'follower',
  answer: 'CustomerIdentities',
  errors: ['store_unavailable'],
  asks: 'wecom',
}, ({ externalUserId, services }) => services.customerGraph.find(externalUserId))
