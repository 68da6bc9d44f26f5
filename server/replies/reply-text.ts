/** Control characters but tab and line feed: invisible in a chat, and NUL is refused by PostgreSQL. */
const INVISIBLE = /[^\P{Cc}\t\n]/gu

/** @returns the text as it is stored and sent: trimmed, with plain line ends, valid Unicode without control characters */
export function cleanReplyText(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(INVISIBLE, '').toWellFormed().trim()
}
