import type { DatabaseSync } from 'node:sqlite'
import { JOURNAL_LENGTH } from './key-value-store.ts'
import type { JournalPage } from './key-value-store.ts'

/**
 * The journals in a SQLite file. They share one sequence of positions and one length.
 *
 * @param file has the table `journal`
 * @param now milliseconds since 1970
 * @returns `KeyValueStore.append`, `endOf` and `readOn`; they throw when the file cannot be used
 */
export function openJournals(file: DatabaseSync, now: () => number) {
  const insert = file.prepare('INSERT INTO journal (key, text, expires_at) VALUES (?, ?, ?)')
  const trim = file.prepare('DELETE FROM journal WHERE position < ? OR expires_at <= ?')
  const last = file.prepare('SELECT max(position) AS position FROM journal WHERE key = ? AND expires_at > ?')
  const select = file.prepare(`
    SELECT position, text FROM journal WHERE key = ? AND position >= ? AND expires_at > ? ORDER BY position`)

  return {
    append(key: string, text: string, ttlMs: number): void {
      const { lastInsertRowid } = insert.run(key, text, now() + ttlMs)
      trim.run(Number(lastInsertRowid) - JOURNAL_LENGTH, now())
    },
    endOf: (key: string): string => String(last.get(key, now())?.position ?? ''),
    readOn(key: string, after: string): JournalPage | undefined {
      const rows = select.all(key, Number(after), now())
      // The text that was read last must still be there: then no later one was dropped.
      const known = after === '' ? undefined : rows.shift()
      if (after !== '' && String(known?.position) !== after) return undefined
      return { texts: rows.map(({ text }) => String(text)), end: String(rows.at(-1)?.position ?? after) }
    },
  }
}
