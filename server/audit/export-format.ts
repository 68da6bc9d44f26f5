import type { AuditRecord } from '#shared/types/audit.ts'

export const EXPORT_FORMATS = ['csv', 'ndjson'] as const

export type ExportFormat = typeof EXPORT_FORMATS[number]

const COLUMNS = [
  'seq', 'at', 'lastAt', 'count', 'action', 'actor', 'subject', 'result', 'details', 'requestId', 'network',
] as const satisfies (keyof AuditRecord)[]

/** @returns the lines of a file, each with its end */
export async function* linesOf(records: AsyncIterable<AuditRecord>, format: ExportFormat): AsyncGenerator<string> {
  if (format === 'csv') yield `${COLUMNS.join(',')}\r\n`
  for await (const record of records) {
    yield format === 'csv'
      ? `${COLUMNS.map(column => cell(record[column])).join(',')}\r\n`
      : `${JSON.stringify(record)}\n`
  }
}

/** RFC 4180. A spreadsheet would run a text that begins like a formula. */
function cell(value: string | number | object): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
