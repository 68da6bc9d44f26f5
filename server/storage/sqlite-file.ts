import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { performance } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'

/** SQLite's waiting is not fair: beside processes that write without pause it can last seconds. At boot nobody waits for us. */
const OPEN_TIMEOUT_MS = 15_000
const MOST_PAUSE_MS = 20
/** SQLITE_BUSY, whatever the rest of the extended code says. */
const BUSY = 5

/** Whether it is only another process's turn. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === BUSY
}

/**
 * Opens a SQLite file in WAL mode, beside any number of processes that do the same; it is readable by its owner only.
 *
 * @param path its folder is created when missing
 * @param busyTimeoutMs how long a later statement may wait for another process, while this one stands still
 * @param prepare what else happens at the opening, with more patience
 * @throws when the folder or the file cannot be created or written
 */
export function openSqliteFile(path: string, busyTimeoutMs: number, prepare: (database: DatabaseSync) => void): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(path, { timeout: OPEN_TIMEOUT_MS })
  chmodSync(path, 0o600)
  // Two processes that turn a new file to WAL at once would wait for each other; SQLite refuses one without any waiting.
  whenNotBusy(() => database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;'))
  prepare(database)
  database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`)
  return database
}

function whenNotBusy(work: () => void): void {
  const deadline = performance.now() + OPEN_TIMEOUT_MS
  for (;;) {
    try {
      return work()
    }
    catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.random() * MOST_PAUSE_MS)
    }
  }
}
