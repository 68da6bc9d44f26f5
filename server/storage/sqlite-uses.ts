import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { KeyValueStore } from './key-value-store.ts'
import type { GroupCommit } from './sqlite-group-commit.ts'

/** Uses within so small a part of the window share a row. If there are several, they count from the end of the part. */
const SLICES = 60

/** @throws when the file cannot be written */
export function createUseTable(file: DatabaseSync): void {
  file.exec(`
    CREATE TABLE IF NOT EXISTS limited_use (
      key TEXT NOT NULL,
      item TEXT NOT NULL,
      expires_at INTEGER NOT NULL,
      uses INTEGER NOT NULL DEFAULT 1,
      PRIMARY KEY (key, item)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS limited_use_expires_at ON limited_use (expires_at);
  `)
  file.exec('BEGIN IMMEDIATE')
  try {
    // A file of an earlier version: each use had a row of its own.
    const columns = file.prepare('SELECT name FROM pragma_table_info(\'limited_use\')').all()
    if (columns.every(({ name }) => name !== 'uses')) {
      file.exec('ALTER TABLE limited_use ADD COLUMN uses INTEGER NOT NULL DEFAULT 1; DROP INDEX limited_use_key;')
    }
    file.exec('COMMIT')
  }
  catch (error) {
    file.exec('ROLLBACK')
    throw error
  }
}

/**
 * Limited uses in a SQLite file.
 *
 * @param file has the table of `createUseTable`
 * @param now milliseconds since 1970
 * @returns `KeyValueStore.use`
 */
export function openUses(file: DatabaseSync, commit: GroupCommit, now: () => number): KeyValueStore['use'] {
  const isUsed = file.prepare('SELECT 1 FROM limited_use WHERE key = ? AND item = ? AND expires_at > ? AND uses > 0')
  const use = file.prepare(`
    INSERT INTO limited_use (key, item, expires_at)
    SELECT ?1, ?2, ?3 WHERE (SELECT total(uses) FROM limited_use WHERE key = ?1 AND expires_at > ?4) < ?5
    ON CONFLICT (key, item) DO UPDATE SET
      uses = iif(expires_at > ?4, uses, 0) + 1,
      expires_at = ?6`)
  // From the third use in a row on, its end stays, and the index has nothing to write.
  const useAgain = file.prepare(`
    UPDATE limited_use SET uses = uses + 1 WHERE key = ?1 AND item = ?2 AND expires_at = ?3
    AND (SELECT total(uses) FROM limited_use WHERE key = ?1 AND expires_at > ?4) < ?5`)
  const nextFree = file.prepare(
    'SELECT min(expires_at) AS at FROM limited_use WHERE key = ? AND expires_at > ? AND uses > 0')
  const keep = file.prepare(`
    INSERT INTO limited_use (key, item, expires_at) VALUES (?, ?, ?)
    ON CONFLICT (key, item) DO UPDATE SET uses = 1, expires_at = excluded.expires_at`)
  const undo = file.prepare('UPDATE limited_use SET uses = uses - 1 WHERE key = ? AND item = ?')

  return (key, { limit, windowMs, heldMs }, item) => commit.run(() => {
    const at = now()
    if (item !== undefined && isUsed.get(key, item, at)) {
      return { granted: true, undo: async () => {}, keep: async () => {} }
    }
    // What is held is kept or taken back alone.
    const slice = item === undefined && heldMs === undefined ? sliceOf(at, windowMs) : undefined
    const row = slice?.name ?? item ?? randomUUID()
    const end = at + (heldMs ?? windowMs)
    const sharedEnd = slice ? slice.end + windowMs : end
    const isAgain = slice && useAgain.run(key, row, sharedEnd, at, limit).changes > 0
    if (!isAgain && use.run(key, row, end, at, limit, sharedEnd).changes === 0) {
      return { granted: false, retryAfterMs: Number(nextFree.get(key, at)?.at ?? at + 1) - at }
    }
    let isUndone = false
    return {
      granted: true,
      undo: () => commit.run(() => {
        // A second time it would be the use of another caller.
        if (!isUndone) undo.run(key, row)
        isUndone = true
      }),
      keep: () => commit.run(() => void keep.run(key, row, now() + windowMs)),
    }
  })
}

/** @returns the row of the moment, and the moment when the slice ends */
function sliceOf(at: number, windowMs: number): { name: string, end: number } {
  const slice = Math.floor(at / windowMs * SLICES)
  return { name: `slice ${slice}`, end: Math.floor((slice + 1) * windowMs / SLICES) }
}
