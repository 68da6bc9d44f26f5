import * as v from 'valibot'
import { EXPORT_FORMATS, linesOf } from '../../audit/export-format.ts'
import { aboutFilter, auditFilter, auditQueryOf } from '../../http/audit-filter.ts'
import { recordBefore } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { sendPieces } from '../../http/send-pieces.ts'

const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' }

export default defineDoor({
  does: 'The same as a file: CSV, or one JSON object per line. This is itself on record.',
  who: 'member',
  adminOnly: true,
  query: { ...auditFilter, format: v.optional(v.picklist(EXPORT_FORMATS), 'csv') },
  answer: 'page',
  errors: ['store_unavailable', 'database_config'],
}, async ({ event, query: { format, ...filter }, services }) => {
  const { subject, details } = aboutFilter(filter)
  await recordBefore(event, 'export_audit', { subject, details: { ...details, format } })
  const query = await auditQueryOf(filter)
  return sendPieces(event, {
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename="audit.${format}"`,
  }, linesOf(services.audit.all(query), format))
})
