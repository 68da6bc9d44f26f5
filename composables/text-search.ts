/** @returns a text as it is compared: letters differ by neither case nor width */
export function searchable(...texts: (string | undefined)[]): string {
  return texts.filter(Boolean).join('\n').normalize('NFKC').toLowerCase()
}
