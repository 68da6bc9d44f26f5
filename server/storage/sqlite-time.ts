import type { DatabaseSync } from 'node:sqlite'

/** Two processes of one machine read the time in any order. */
const NOISE_MS = 1_000

/**
 * Keeps values from living too long after the machine's clock was set back, also while no process ran. The file
 * remembers the latest time it has seen; when the clock has lost time since, every expiry moves back by as much. Call
 * it regularly: a clock change can only be corrected if the time before it was recorded.
 *
 * @param file has the tables `key_value`, `limited_use`, `journal` and `time_seen`
 * @param now milliseconds since 1970
 * @throws when the file cannot be written
 */
export function followClock(file: DatabaseSync, now: number): void {
  file.exec('BEGIN IMMEDIATE')
  try {
    const lostMs = Number(file.prepare('SELECT at FROM time_seen').get()?.at ?? 0) - now
    if (lostMs > NOISE_MS) {
      for (const table of ['key_value', 'limited_use', 'journal']) {
        file.prepare(`UPDATE ${table} SET expires_at = expires_at - ?`).run(lostMs)
      }
    }
    if (lostMs > NOISE_MS || lostMs < 0) {
      file.prepare('INSERT OR REPLACE INTO time_seen (id, at) VALUES (1, ?)').run(now)
    }
    file.exec('COMMIT')
  }
  catch (error) {
    file.exec('ROLLBACK')
    throw error
  }
}
