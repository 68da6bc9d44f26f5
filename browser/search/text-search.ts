import { plainText } from '#shared/utils/plain-text.ts'

/** @returns the text for comparison: without differences of case and width, and without invisible characters */
export function searchable(...texts: (string | undefined)[]): string {
  return plainText(texts.filter(Boolean).join('\n')).normalize('NFKC').toLowerCase()
}
