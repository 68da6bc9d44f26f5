import { REPLY_FILE_LIMITS } from '#shared/attachment-limits.ts'

/** What WeCom sends as pictures (doc 90253), by the end of the name and the first bytes: neither alone is believed. */
const PICTURES = [
  { type: 'image/jpeg', name: /\.jpe?g$/i, begins: 'ffd8ff' },
  { type: 'image/png', name: /\.png$/i, begins: '89504e470d0a1a0a' },
]
const LONGEST = 8

/**
 * @param start the first bytes of the file, all of them when it is short
 * @returns the content type of a picture that WeCom takes; empty for any other file
 */
export function pictureTypeOf(name: string, bytes: number, start: Buffer): string {
  const first = start.toString('hex', 0, LONGEST)
  const picture = PICTURES.find(({ name: ending, begins }) => ending.test(name) && first.startsWith(begins))
  return picture && bytes <= REPLY_FILE_LIMITS.image ? picture.type : ''
}
