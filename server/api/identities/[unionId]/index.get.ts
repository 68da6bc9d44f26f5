import { record } from '../../../http/audit.ts'
import { defineDoor } from '../../../http/door/define-door.ts'
import { openPlatform, wecomId } from '../../../http/ids.ts'

export default defineDoor({
  does: 'The person with this unionid: accounts in WeCom and in other apps.',
  who: { key: 'identities:read' },
  params: { unionId: wecomId },
  query: { openPlatform },
  answer: 'Person',
  errors: ['identity_not_found'],
  asks: 'wecom',
}, async ({ event, params: { unionId }, query, services }) => {
  const known = await services.identityApi(event.context.apiKeyApps).person({ ...query, unionId })
  const person = await services.addFollowers(known)
  record(event, 'read_identity', { subject: unionId })
  return person
})
