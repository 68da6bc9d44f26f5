import * as v from 'valibot'
import { REPLY_FILE_LIMITS } from '#shared/attachment-limits.ts'
import { cleanReplyLabel } from './reply-label.ts'

const { least, file: most, part, name: longestName } = REPLY_FILE_LIMITS

/** Id of a file. */
export const replyFileId = v.pipe(v.string(), v.uuid(), v.description('a UUID'))

/** The number of a part, from 0, as it stands in a path. */
export const filePart = v.pipe(
  v.string(),
  v.regex(/^(?:0|[1-9]\d{0,2})$/),
  v.transform(Number),
  v.maxValue(Math.ceil(most / part) - 1),
  v.description('a number from 0'),
)

/** A file that a member wants to upload: its name is one that every system takes. */
export const newReplyFile = {
  name: v.pipe(
    v.string(),
    v.transform(cleanReplyLabel),
    v.check(name => name !== '' && [...name].length <= longestName && !/["/\\]/.test(name)),
    v.description(`not blank, at most ${longestName} characters, without quotes and slashes; `
      + 'invisible characters are removed'),
  ),
  bytes: v.pipe(
    v.number(), v.integer(), v.minValue(least), v.maxValue(most),
    v.description(`${least} to ${most}, WeCom's limits of a file`),
  ),
}
