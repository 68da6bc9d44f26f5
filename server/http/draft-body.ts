import * as v from 'valibot'
import { DRAFT_LIMITS } from '#shared/limits.ts'

/** The body of the doors that keep a draft: KeptDraft. */
export const draftBody = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(DRAFT_LIMITS.text), v.regex(/^(?:\d{1,15}\.[\w-]+)?$/)),
  ageMs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(DRAFT_LIMITS.lifetimeMs)),
})
