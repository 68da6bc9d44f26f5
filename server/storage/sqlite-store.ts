import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { KeyValueStore } from './key-value-store.ts'
import { openSqliteFile } from './sqlite-file.ts'
import { createGroupCommit, createGroupRead } from './sqlite-group-commit.ts'
import { openJournals } from './sqlite-journal.ts'
import { openOnce } from './sqlite-once.ts'
import { followClock } from './sqlite-time.ts'
import { createUseTable, openUses } from './sqlite-uses.ts'
import { AppError } from '../errors/app-error.ts'

const TIDY_INTERVAL_MS = 60_000
const BUSY_TIMEOUT_MS = 2_000
/**
 * The write-ahead log is copied to the file when it has so many pages (16 MB). A page of limits is written again and
 * again: with 4,000 pages it is copied once for many writes, with SQLite's own 1,000 once for two.
 */
const CHECKPOINT_PAGES = 4_000

/**
 * Keeps values in `<folder>/key-value.sqlite`, so they survive a restart.
 * The file is readable by its owner only; the caller encrypts the values.
 *
 * @param folder created when missing
 * @param now milliseconds since 1970
 * @throws when the folder or the file cannot be created or written; later, store_unavailable
 */
export function createSqliteStore(folder: string, now: () => number = Date.now): KeyValueStore {
  function tidy(file: DatabaseSync): void {
    followClock(file, now())
    for (const table of ['key_value', 'limited_use', 'journal']) {
      file.prepare(`DELETE FROM ${table} WHERE expires_at <= ?`).run(now())
    }
  }

  const database = openSqliteFile(join(folder, 'key-value.sqlite'), BUSY_TIMEOUT_MS, (file) => {
    file.exec(`
      PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
      CREATE TABLE IF NOT EXISTS key_value (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS key_value_expires_at ON key_value (expires_at);
      CREATE TABLE IF NOT EXISTS journal (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL,
        text TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      );
      CREATE INDEX IF NOT EXISTS journal_key ON journal (key, position);
      CREATE INDEX IF NOT EXISTS journal_expires_at ON journal (expires_at);
      CREATE TABLE IF NOT EXISTS time_seen (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL);
    `)
    createUseTable(file)
    tidy(file)
  })

  const select = database.prepare('SELECT value, expires_at FROM key_value WHERE key = ? AND expires_at > ?')
  const upsert = database.prepare(`
    INSERT INTO key_value (key, value, expires_at) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`)
  const replace = database.prepare('UPDATE key_value SET value = ?, expires_at = ? WHERE key = ? AND expires_at > ?')
  const take = database.prepare('DELETE FROM key_value WHERE key = ? RETURNING value, expires_at')
  const remove = database.prepare('DELETE FROM key_value WHERE key = ?')
  const acquire = database.prepare(`
    INSERT INTO key_value (key, value, expires_at) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
    WHERE key_value.expires_at <= ?`)
  const setWhileHeld = database.prepare(`
    INSERT INTO key_value (key, value, expires_at)
    SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM key_value WHERE key = ? AND value = ? AND expires_at > ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`)
  const renew = database.prepare('UPDATE key_value SET expires_at = ? WHERE key = ? AND value = ? AND expires_at > ?')
  const release = database.prepare('DELETE FROM key_value WHERE key = ? AND value = ?')

  const commit = createGroupCommit(database)
  const read = createGroupRead(database)
  const useOnce = openOnce(database)
  const journals = openJournals(database, now)

  /** A full disk, or a file that stays locked, makes the store unavailable. */
  async function run<T>(statement: () => T): Promise<T> {
    try {
      return statement()
    }
    catch {
      throw new AppError('store_unavailable')
    }
  }

  const tidying = setInterval(() => void run(() => tidy(database)).catch(() => {}), TIDY_INTERVAL_MS)
  tidying.unref()

  return {
    get: key => read.run(() => select.get(key, now())?.value as string | undefined),
    entry: key => read.run(() => {
      const row = select.get(key, now())
      return row && { value: String(row.value), ttlMs: Number(row.expires_at) - now() }
    }),
    set: (key, value, ttlMs) => run(() => void upsert.run(key, value, now() + ttlMs)),
    replace: (key, value, ttlMs) => run(() => replace.run(value, now() + ttlMs, key, now()).changes > 0),
    take: key => run(() => {
      const row = take.get(key)
      return row && Number(row.expires_at) > now() ? String(row.value) : undefined
    }),
    delete: key => run(() => void remove.run(key)),
    use: openUses(database, commit, now),
    useOnce: (key, item) => run(() => useOnce(key, item)),
    acquire: (lock, ttlMs) => run(() => {
      const holder = randomUUID()
      if (acquire.run(lock, holder, now() + ttlMs, now()).changes === 0) return undefined
      return {
        set: (key, value, valueTtlMs) => run(() => {
          return setWhileHeld.run(key, value, now() + valueTtlMs, lock, holder, now()).changes > 0
        }),
        renew: newTtlMs => run(() => renew.run(now() + newTtlMs, lock, holder, now()).changes > 0),
        release: () => run(() => void release.run(lock, holder)),
      }
    }),
    append: (journal, text, ttlMs) => run(() => journals.append(journal, text, ttlMs)),
    endOf: journal => run(() => journals.endOf(journal)),
    readOn: (journal, after) => run(() => journals.readOn(journal, after)),
    async close() {
      clearInterval(tidying)
      commit.settle()
      read.settle()
      database.close()
    },
  }
}
