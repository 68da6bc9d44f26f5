import { plainText } from '#shared/utils/plain-text.ts'

/** @returns a text as it is compared: letters differ by neither case nor width, and there are none that nobody sees */
export function searchable(...texts: (string | undefined)[]): string {
  return plainText(texts.filter(Boolean).join('\n')).normalize('NFKC').toLowerCase()
}
