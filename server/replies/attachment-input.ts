import * as v from 'valibot'
import { CARD_LIMITS } from '#shared/attachment-limits.ts'
import type { ReplyCard, ReplyFileId } from '#shared/types/quick-reply.ts'
import { cleanText } from '#shared/utils/clean-text.ts'
import { plainText } from '#shared/utils/plain-text.ts'
import { replyFileId } from './file-input.ts'

/** Without a name and password that disguise the host, and without spaces. */
const WEB_ADDRESS = /^https?:\/\/[\w.[\]:-]+(?:[/?#][\x21-\x7E]*)?$/
const { title: TITLE, description: DESCRIPTION, url: URL_LENGTH } = CARD_LIMITS

const isWithin = (limit: number) => (text: string) => [...text].length <= limit
const line = (limit: number) => v.pipe(v.string(), v.transform(cleanText), v.check(isWithin(limit)))
const title = v.pipe(line(TITLE), v.check(text => plainText(text) !== ''))
const address = v.pipe(
  v.string(), v.maxLength(URL_LENGTH), v.regex(WEB_ADDRESS), v.check(text => URL.canParse(text)),
)
const image = v.optional(address)

// Fields are read in this order, so that equal cards are stored as equal texts.
const link = v.pipe(
  v.strictObject({
    type: v.picklist(['link']), title, description: v.optional(line(DESCRIPTION)), url: address, image,
  }),
  v.description(`a link: \`title\` at most ${TITLE} characters, not blank; \`description\` at most ${DESCRIPTION}; `
    + `\`url\`, \`image\` http or https, at most ${URL_LENGTH}`),
)

const miniProgram = v.pipe(
  v.strictObject({
    type: v.picklist(['miniProgram']),
    appId: v.pipe(v.string(), v.regex(/^wx[\da-f]{16}$/)),
    page: v.pipe(v.string(), v.maxLength(1_024), v.regex(/^[\w./-]+\.html(?:\?[\x21-\x7E]*)?$/)),
    title,
    image,
  }),
  v.description(`a mini program: \`appId\` begins with wx; \`page\` ends in .html before its query; \`title\` at most `
    + `${TITLE} characters, not blank; \`image\` http or https`),
)

const file = v.pipe(
  v.strictObject({ type: v.picklist(['file']), id: replyFileId }),
  v.description('a file: its `id`'),
)

/** What is sent in place of the text of a reply. */
export const newAttachment: v.GenericSchema<unknown, ReplyCard | ReplyFileId> = v.union([link, miniProgram, file])
