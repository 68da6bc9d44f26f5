import { record } from '../../../../http/audit.ts'
import { defineDoor } from '../../../../http/door/define-door.ts'

export default defineDoor({
  does: 'The customer\'s accounts in other apps of the company.',
  who: 'follower',
  answer: 'CustomerIdentities',
  errors: ['store_unavailable', 'database_config'],
  asks: 'wecom',
}, async ({ event, externalUserId, services }) => {
  const identities = await services.customerGraph.find(externalUserId)
  record(event, 'view_identities', { subject: externalUserId })
  return identities
})
