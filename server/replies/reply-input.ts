import * as v from 'valibot'
import { REPLY_LIMITS } from '#shared/limits.ts'
import { cleanText } from '#shared/utils/clean-text.ts'
import { plainText } from '#shared/utils/plain-text.ts'
import { cleanReplyLabel } from './reply-label.ts'

/** WeCom's limits count characters, not UTF-16 units. */
const isWithin = (limit: number) => (text: string) => [...text].length <= limit

const seenText = v.pipe(v.string(), v.transform(cleanText))
const seenLabel = v.pipe(v.string(), v.transform(cleanReplyLabel))

/** A reply from the page, in the form that is stored. */
export const seenReplyContent = { text: seenText, title: v.optional(seenLabel), folder: v.optional(seenLabel) }

const newText = v.pipe(
  seenText,
  v.check(text => plainText(text) !== '' && isWithin(REPLY_LIMITS.text)(text)),
  v.description(`not blank, at most ${REPLY_LIMITS.text} characters; invisible characters are removed`),
)
const newLabel = (limit: number) => v.optional(v.pipe(
  seenLabel,
  v.check(isWithin(limit)),
  v.description(`at most ${limit} characters, one line; invisible characters are removed`),
))

/** What a member has written: not blank, within the limits. */
export const newReplyContent = {
  text: newText, title: newLabel(REPLY_LIMITS.title), folder: newLabel(REPLY_LIMITS.folder),
}
