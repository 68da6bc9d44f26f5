import type { DatabaseSync } from 'node:sqlite'

/** Two processes of one machine read the time in any order. */
const NOISE_MS = 1_000

/**
 * Keeps the file's values from outliving their time when the machine's clock is set back, be it while no process runs:
 * the file remembers the latest time it has seen, and what it holds ends earlier by as much as the clock has lost.
 *
 * @param file has a table `key_value`
 * @param now milliseconds since 1970
 * @returns looks at the clock; to be called every now and then: what is not seen cannot be made good
 * @throws when the file cannot be written
 */
export function followClock(file: DatabaseSync, now: () => number): () => void {
  file.exec('CREATE TABLE IF NOT EXISTS time_seen (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL)')
  const select = file.prepare('SELECT at FROM time_seen')
  const note = file.prepare('INSERT INTO time_seen (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at')
  const shorten = file.prepare('UPDATE key_value SET expires_at = expires_at - ?')

  return () => {
    file.exec('BEGIN IMMEDIATE')
    try {
      const lostMs = Number(select.get()?.at ?? 0) - now()
      if (lostMs > NOISE_MS) shorten.run(lostMs)
      if (lostMs > NOISE_MS || lostMs < 0) note.run(now())
      file.exec('COMMIT')
    }
    catch (error) {
      file.exec('ROLLBACK')
      throw error
    }
  }
}
