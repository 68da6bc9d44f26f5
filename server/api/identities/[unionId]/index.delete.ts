import { recordBefore } from '../../../http/audit.ts'
import { defineDoor } from '../../../http/door/define-door.ts'
import { openPlatform, wecomId } from '../../../http/ids.ts'

export default defineDoor({
  does: 'Erases everything stored about a person.',
  who: { key: 'identities:erase' },
  params: { unionId: wecomId },
  query: { openPlatform },
  answer: 'ErasedAccounts',
  asks: 'store',
}, async ({ event, params: { unionId }, query, services }) => {
  // Recorded first: an attempt that fails half-way must be on record, too.
  await recordBefore(event, 'erase_identity', { subject: unionId })
  const api = services.identityApi(event.context.apiKeyApps)
  const accounts = await api.erase({ ...query, unionId }, services.eraseCustomer)
  return { erasedAccounts: accounts.length }
})
