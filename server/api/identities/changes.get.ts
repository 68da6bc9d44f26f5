import * as v from 'valibot'
import { record } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'

const DEFAULT_LIMIT = '100'
const MAX_LIMIT = 1_000

const limit = v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number), v.minValue(1), v.maxValue(MAX_LIMIT))
/** Encoded, so that callers do not calculate with it. */
const cursor = v.pipe(
  v.string(),
  v.maxLength(24),
  v.transform(text => Buffer.from(text, 'base64url').toString('latin1')),
  v.regex(/^\d{1,15}$/),
  v.transform(Number),
  v.description('the cursor of an earlier answer'),
)

export default defineDoor({
  does: 'Changes of links since the cursor.',
  who: { key: 'identities:read' },
  query: { cursor: v.optional(cursor, toCursor(0)), limit: v.optional(limit, DEFAULT_LIMIT) },
  answer: 'IdentityChanges',
  asks: 'store',
}, async ({ event, query, services }) => {
  const { changes, end, more } = await services.identityApi(event.context.apiKeyApps).changes(query.cursor, query.limit)
  record(event, 'read_identity_changes', { details: { after: query.cursor, changes: changes.length } })
  return { changes, cursor: toCursor(end), more }
})

function toCursor(position: number): string {
  return Buffer.from(String(position), 'latin1').toString('base64url')
}
