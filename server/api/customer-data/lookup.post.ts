import * as v from 'valibot'
import { CUSTOMERS_OF_CORP } from '#shared/api-scopes.ts'
import { record } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { requireAppOfKey } from '../../http/door/require-key.ts'
import { openPlatform, wecomId } from '../../http/ids.ts'
import { subjectOfReport } from '../../http/reported-event.ts'

const MAX_IDS = 1_000
const ids = v.optional(v.array(wecomId), [])

export default defineDoor({
  does: 'Stages and own fields of up to 1,000 customers, by their names.',
  who: { key: 'customer-data:read' },
  body: v.pipe(
    v.strictObject({ openPlatform, unionIds: ids, externalUserIds: ids }),
    v.check(({ unionIds, externalUserIds }) => unionIds.length + externalUserIds.length <= MAX_IDS),
    v.description(`at most ${MAX_IDS} ids in both lists together`),
  ),
  // A thousand ids of 64 characters.
  maxBytes: 256 * 1024,
  answer: 'CustomerDataLists',
  errors: ['app_not_allowed'],
  asks: 'store',
}, async ({ event, body: { openPlatform, unionIds, externalUserIds }, services }) => {
  requireAppOfKey(event, CUSTOMERS_OF_CORP)
  const found = await services.story.customerData.read([
    ...unionIds.map(unionId => subjectOfReport({ unionId, openPlatform })),
    ...externalUserIds.map(externalUserId => subjectOfReport({ externalUserId })),
  ])
  record(event, 'read_customer_data', ...[...unionIds, ...externalUserIds].map(subject => ({ subject })))
  return { unionIds: found.slice(0, unionIds.length), externalUserIds: found.slice(unionIds.length) }
})
