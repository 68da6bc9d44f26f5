import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { KeyValueStore } from './key-value-store.ts'

const PURGE_INTERVAL_MS = 10 * 60_000
const BUSY_TIMEOUT_MS = 2_000

/**
 * Keeps values in `<folder>/key-value.sqlite`, so that a restart loses nothing.
 * The file is readable by its owner only; values are expected to be encrypted already.
 *
 * @param folder created when missing
 * @param now milliseconds since 1970
 * @throws when the folder or the file cannot be created or written
 */
export function createSqliteStore(folder: string, now: () => number = Date.now): KeyValueStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'key-value.sqlite')
  // The busy timeout has to be set before the WAL pragma, which itself may meet a locked file.
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS })
  chmodSync(path, 0o600)
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS key_value (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL,
      expires_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS key_value_expires_at ON key_value (expires_at);
  `)

  const select = database.prepare('SELECT value FROM key_value WHERE key = ? AND expires_at > ?')
  const upsert = database.prepare(`
    INSERT INTO key_value (key, value, expires_at) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`)
  const take = database.prepare('DELETE FROM key_value WHERE key = ? RETURNING value, expires_at')
  const remove = database.prepare('DELETE FROM key_value WHERE key = ?')
  const purge = database.prepare('DELETE FROM key_value WHERE expires_at <= ?')

  purge.run(now())
  const purging = setInterval(() => purge.run(now()), PURGE_INTERVAL_MS)
  purging.unref()

  return {
    async get(key) {
      return select.get(key, now())?.value as string | undefined
    },
    async set(key, value, ttlMs) {
      upsert.run(key, value, now() + ttlMs)
    },
    async take(key) {
      const row = take.get(key)
      return row && Number(row.expires_at) > now() ? String(row.value) : undefined
    },
    async delete(key) {
      remove.run(key)
    },
    async close() {
      clearInterval(purging)
      database.close()
    },
  }
}
