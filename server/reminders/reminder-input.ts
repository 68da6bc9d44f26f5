import * as v from 'valibot'
import { REMINDER_LIMITS } from '#shared/limits.ts'
import { cleanText } from '#shared/utils/clean-text.ts'
import { plainText } from '#shared/utils/plain-text.ts'

/** The member's clock may be slow, and the request takes time. */
const LATE_MS = 60_000

/** Id of a reminder. */
export const reminderId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))

/** A text: not blank, not too long. */
export const reminderText = v.pipe(
  v.string(),
  v.transform(cleanText),
  v.check(text => plainText(text) !== '' && [...text].length <= REMINDER_LIMITS.text),
  v.description(`not blank, at most ${REMINDER_LIMITS.text} characters; invisible characters are removed`),
)

/** When a reminder is due; read as milliseconds since 1970. */
export const dueTime = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform(Date.parse),
  v.check(at => at >= Date.now() - LATE_MS && at <= Date.now() + REMINDER_LIMITS.aheadMs),
  v.description('ISO 8601 with a time zone, not past, at most two years ahead'),
)
