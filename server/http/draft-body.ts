import * as v from 'valibot'
import { DRAFT_LIMITS } from '#shared/limits.ts'

/** The body of the doors that keep a draft: KeptDraft. */
export const draftBody = v.strictObject({
  text: v.pipe(
    v.string(),
    v.maxLength(DRAFT_LIMITS.text),
    v.regex(/^(?:\d{1,15}\.[\w-]+)?$/),
    v.description(`what browser/drafts has encrypted, at most ${DRAFT_LIMITS.text} characters; empty when it is gone`),
  ),
  ageMs: v.pipe(
    v.number(), v.integer(), v.minValue(0), v.maxValue(DRAFT_LIMITS.lifetimeMs),
    v.description('a whole number from 0 to a day: milliseconds since it was typed'),
  ),
})
