import type { DatabaseSync } from 'node:sqlite'

/** Two processes of one machine read the time in any order. */
const NOISE_MS = 1_000

/**
 * Keeps values from outliving their time when the machine's clock is set back, be it while no process runs: the file
 * remembers the latest time it has seen, and what it holds ends earlier by as much as the clock has lost since. To be called
 * every now and then: what is not seen cannot be made good.
 *
 * @param file has the tables `key_value` and `time_seen`
 * @param now milliseconds since 1970
 * @throws when the file cannot be written
 */
export function followClock(file: DatabaseSync, now: number): void {
  file.exec('BEGIN IMMEDIATE')
  try {
    const lostMs = Number(file.prepare('SELECT at FROM time_seen').get()?.at ?? 0) - now
    if (lostMs > NOISE_MS) file.prepare('UPDATE key_value SET expires_at = expires_at - ?').run(lostMs)
    if (lostMs > NOISE_MS || lostMs < 0) file.prepare('INSERT OR REPLACE INTO time_seen (id, at) VALUES (1, ?)').run(now)
    file.exec('COMMIT')
  }
  catch (error) {
    file.exec('ROLLBACK')
    throw error
  }
}
