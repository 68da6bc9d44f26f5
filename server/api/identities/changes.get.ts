import * as v from 'valibot'
import { defineApiKeyHandler } from '../../http/api-key-handler.ts'
import { readQuery } from '../../http/input.ts'

const DEFAULT_LIMIT = '100'
const MAX_LIMIT = 1_000

const limitText = v.optional(v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number), v.minValue(1), v.maxValue(MAX_LIMIT)), DEFAULT_LIMIT)
/** Opaque to callers, who might otherwise count with it. */
const cursorText = v.optional(v.pipe(
  v.string(),
  v.maxLength(24),
  v.transform(text => Buffer.from(text, 'base64url').toString('latin1')),
  v.regex(/^\d{1,15}$/),
  v.transform(Number),
), toCursor(0))

/** What happened to links since the cursor. */
export default defineApiKeyHandler('identities:read', async (event, _by, { identityApi }) => {
  const { changes, end, more } = await identityApi.changes(readQuery(event, 'cursor', cursorText), readQuery(event, 'limit', limitText))
  return { changes, cursor: toCursor(end), more }
})

function toCursor(position: number): string {
  return Buffer.from(String(position), 'latin1').toString('base64url')
}
