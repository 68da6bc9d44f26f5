import * as v from 'valibot'
import { REPLY_LIMITS } from '#shared/limits.ts'
import type { ReplyContent } from '#shared/types/quick-reply.ts'
import { cleanText } from '#shared/utils/clean-text.ts'
import { plainText } from '#shared/utils/plain-text.ts'
import { newAttachment } from './attachment-input.ts'
import { cleanReplyLabel } from './reply-label.ts'

/** WeCom's limits count characters, not UTF-16 units. */
const isWithin = (limit: number) => (text: string) => [...text].length <= limit

const seenText = v.pipe(v.string(), v.transform(cleanText))
const seenLabel = v.pipe(v.string(), v.transform(cleanReplyLabel))
const attachment = v.optional(newAttachment)

/** A reply from the page, in the form that is stored. */
export const seenReplyContent = v.strictObject({
  text: seenText, title: v.optional(seenLabel), folder: v.optional(seenLabel), attachment,
})

const newLabel = (limit: number) => v.optional(v.pipe(
  seenLabel,
  v.check(isWithin(limit)),
  v.description(`at most ${limit} characters, one line; invisible characters are removed`),
))

const entries = {
  text: v.pipe(
    seenText,
    v.check(isWithin(REPLY_LIMITS.text)),
    v.description(`at most ${REPLY_LIMITS.text} characters; invisible characters are removed`),
  ),
  title: newLabel(REPLY_LIMITS.title),
  folder: newLabel(REPLY_LIMITS.folder),
  attachment,
}

/** One message: WeCom's clients send one at a time. */
const isOneMessage = (reply: ReplyContent) => (reply.attachment ? reply.text === '' : plainText(reply.text) !== '')
const ONE_MESSAGE = 'a text that is not blank, or an attachment and an empty text'

/** What a member has written: one message, within the limits. */
export const newReplyContent = v.pipe(
  v.strictObject(entries),
  v.check(reply => isOneMessage(reply)),
  v.description(ONE_MESSAGE),
)

/** A reply that a member adds. */
export const newReply = v.pipe(
  v.strictObject({ scope: v.picklist(['own', 'corp']), ...entries }),
  v.check(reply => isOneMessage(reply)),
  v.description(ONE_MESSAGE),
)
