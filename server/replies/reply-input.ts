import * as v from 'valibot'
import { REPLY_LIMITS } from '#shared/limits.ts'
import { cleanText } from '#shared/utils/clean-text.ts'
import { plainText } from '#shared/utils/plain-text.ts'

/** A reply from the page, in the form that is stored. */
export const seenReplyText = v.pipe(v.string(), v.transform(cleanText))

/** A new reply: not blank, and within WeCom's limit, which counts characters, not UTF-16 units. */
export const newReplyText = v.pipe(
  seenReplyText,
  v.check(text => plainText(text) !== '' && [...text].length <= REPLY_LIMITS.text),
  v.description(`not blank, at most ${REPLY_LIMITS.text} characters; invisible characters are removed`),
)
