/** Control characters except tab and line feed: a chat does not show them, and PostgreSQL refuses NUL. */
const INVISIBLE = /[^\P{Cc}\t\n]/gu

/** @returns the text as it is stored and sent: trimmed, with `\n` as line end, valid Unicode, no control characters */
export function cleanText(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(INVISIBLE, '').toWellFormed().trim()
}
