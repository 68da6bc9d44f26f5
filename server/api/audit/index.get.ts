import * as v from 'valibot'
import { isAuditCursor } from '../../audit/search.ts'
import { aboutFilter, auditFilter, auditQueryOf } from '../../http/audit-filter.ts'
import { recordBefore } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'

const PAGE = 50

const cursor = v.pipe(v.string(), v.check(isAuditCursor), v.description('the cursor of an earlier answer'))

export default defineDoor({
  does: 'What is on record about a member, a customer or an action, the newest first. This is itself on record.',
  who: 'member',
  adminOnly: true,
  query: { ...auditFilter, cursor: v.optional(cursor) },
  answer: 'AuditPage',
  asks: 'store',
}, async ({ event, query: { cursor, ...filter }, services }) => {
  await recordBefore(event, 'read_audit', aboutFilter(filter))
  return services.audit.search({ ...await auditQueryOf(filter), cursor, limit: PAGE })
})
