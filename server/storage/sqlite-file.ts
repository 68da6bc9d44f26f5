import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { performance } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { dataFileProblem } from './data-file-problem.ts'

/**
 * SQLite does not queue waiting processes: while others write without pause, waiting can take seconds. At start no
 * request waits for it.
 */
const OPEN_TIMEOUT_MS = 15_000
const MOST_PAUSE_MS = 20
/** SQLITE_BUSY: the low byte of the extended result code. */
const BUSY = 5

/** Whether a statement failed only because another process holds the file. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === BUSY
}

/**
 * Opens a SQLite file in WAL mode. Any number of processes may do so at once. The file is readable by its owner only.
 *
 * @param path a missing folder is created
 * @param busyTimeoutMs how long later statements wait for another process, milliseconds; they block this process
 * meanwhile
 * @param prepare further statements at the opening, with a longer timeout
 * @throws {SetUpError} when the folder or the file cannot be created or written
 */
export function openSqliteFile(
  path: string,
  busyTimeoutMs: number,
  prepare: (database: DatabaseSync) => void,
): DatabaseSync {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const database = new DatabaseSync(path, { timeout: OPEN_TIMEOUT_MS })
    chmodSync(path, 0o600)
    // When two processes switch a new file to WAL at once, SQLite refuses one of them without waiting.
    whenNotBusy(() => database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;'))
    prepare(database)
    database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`)
    return database
  }
  catch (error) {
    throw dataFileProblem(path, error)
  }
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
