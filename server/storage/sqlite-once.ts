import type { DatabaseSync } from 'node:sqlite'
import type { DatedItem, OnlyUse } from './key-value-store.ts'
import { rememberedSince } from './remembered-since.ts'

/**
 * The memory of dated items in a SQLite file. Each key has a row without an id: since when it remembers.
 *
 * @returns `KeyValueStore.useOnce`; throws when the file cannot be written
 */
export function openOnce(file: DatabaseSync): (key: string, item: DatedItem) => OnlyUse {
  file.exec(`
    CREATE TABLE IF NOT EXISTS used_once (
      key TEXT NOT NULL,
      id TEXT NOT NULL,
      dated_at INTEGER NOT NULL,
      PRIMARY KEY (key, id)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS used_once_dated_at ON used_once (key, dated_at);
  `)
  const since = file.prepare('SELECT dated_at FROM used_once WHERE key = ? AND id = \'\'')
  const begin = file.prepare('INSERT OR REPLACE INTO used_once (key, id, dated_at) VALUES (?, \'\', ?)')
  const forget = file.prepare('DELETE FROM used_once WHERE key = ? AND dated_at < ?')
  const remember = file.prepare('INSERT OR IGNORE INTO used_once (key, id, dated_at) VALUES (?, ?, ?)')

  return (key, item) => {
    file.exec('BEGIN IMMEDIATE')
    try {
      const at = rememberedSince(since.get(key)?.dated_at as number | undefined, item)
      begin.run(key, at)
      forget.run(key, at)
      const isEarly = item.datedAt < at
      const granted = !isEarly && remember.run(key, item.id, item.datedAt).changes > 0
      file.exec('COMMIT')
      return granted ? { granted } : { granted, tooEarlyMs: isEarly ? at - item.datedAt : 0 }
    }
    catch (error) {
      file.exec('ROLLBACK')
      throw error
    }
  }
}
