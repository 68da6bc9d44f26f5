import { cleanText } from '#shared/utils/clean-text.ts'
import { plainText } from '#shared/utils/plain-text.ts'

/** @returns a title or the name of a folder as it is stored: one line without invisible characters */
export function cleanReplyLabel(label: string): string {
  return plainText(cleanText(label).replace(/\s+/gu, ' ')).trim()
}
