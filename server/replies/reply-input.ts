import * as v from 'valibot'
import { REPLY_LIMITS } from '#shared/limits.ts'
import { plainText } from '#shared/utils/plain-text.ts'
import { cleanReplyText } from './reply-text.ts'

/** A reply as the page has it, in the form that is stored. */
export const seenReplyText = v.pipe(v.string(), v.transform(cleanReplyText))

/** A reply to be stored, in which there is something to see; characters count as WeCom counts them, not UTF-16 units. */
export const newReplyText = v.pipe(seenReplyText, v.check(text => plainText(text) !== '' && [...text].length <= REPLY_LIMITS.text))
