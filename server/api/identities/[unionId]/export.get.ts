import { recordBefore } from '../../../http/audit.ts'
import { defineDoor } from '../../../http/door/define-door.ts'
import { openPlatform, wecomId } from '../../../http/ids.ts'

export default defineDoor({
  does: 'Everything stored about a person, to hand over to the person.',
  who: { key: 'identities:export' },
  params: { unionId: wecomId },
  query: { openPlatform },
  answer: 'PersonData',
  asks: 'store',
}, async ({ event, params: { unionId }, query, services }) => {
  await recordBefore(event, 'export_identity', { subject: unionId })
  return services.identityApi(event.context.apiKeyApps).export({ ...query, unionId })
})
