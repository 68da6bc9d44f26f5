import type { Transaction } from 'kysely'
import type { Schema } from '../storage/sql/schema.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import { appendRows } from './append.ts'
import { toRow } from './entry.ts'
import type { AuditEntry, UnchainedRow } from './entry.ts'
import type { AuditKeys } from './keys.ts'

/** Entries that may be written later wait at most this long, milliseconds. */
const WAIT_MS = 250
/** After a failure. */
const RETRY_MS = 1_000
/** While the database is away or too slow, more entries than these are lost; a row then tells how many. */
const MOST_WAITING = 20_000

export interface AuditLogOptions {
  database: SqlDatabase
  corpId: string
  openKeys: () => Promise<AuditKeys>
  /** The second sink. */
  print: (row: UnchainedRow) => void
  /** Milliseconds since 1970. */
  now: () => number
  /** Entries could not be written yet. */
  onFailure: (error: unknown) => void
  /** Called when all that waited is written. */
  onSuccess: () => void
}

/** Writes entries in the transaction of a change. */
export type AppendEntries = (transaction: Transaction<Schema>, ...entries: AuditEntry[]) => Promise<void>

/** Writes what happened, to the database and to the log. */
export interface AuditLog {
  /** Opens the keys. @throws {AppError} audit_key_unreadable, store_unavailable */
  open(): Promise<void>
  /** Writes entries within a second. The caller does not wait. */
  soon(...entries: AuditEntry[]): void
  /** Writes entries now. @throws {AppError} store_unavailable: then the action must not happen */
  before(...entries: AuditEntry[]): Promise<void>
  /**
   * Writes entries with a change.
   *
   * @param work appends them as the last step of its transaction
   * @throws {AppError} store_unavailable
   */
  with<T>(work: (append: AppendEntries) => Promise<T>): Promise<T>
  /** @returns how many entries wait for the database, and how many were lost since a row told it */
  state(): { waiting: number, lost: number }
  /** Writes what waits, as far as the database is there, and ends. */
  settle(): Promise<void>
}

export function createAuditLog(options: AuditLogOptions): AuditLog {
  const { database, corpId, openKeys, print, now, onFailure, onSuccess } = options
  let waiting: AuditEntry[] = []
  /** Printed, but not in the database yet. */
  let printed: UnchainedRow[] = []
  let lost = 0
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined
  let settled = false

  const write = (keys: AuditKeys, rows: readonly UnchainedRow[]) => database.run(query =>
    query.transaction().execute(transaction => appendRows(transaction, { corpId, keys }, rows)))

  async function writeWaiting(): Promise<void> {
    const keys = await openKeys()
    const rows = waiting.map(entry => toRow(entry, keys.pseudonym))
    waiting = []
    rows.forEach(print)
    printed.push(...rows)
    const missed = lost
    const losses = missed > 0 ? [toRow(lossOf(missed), keys.pseudonym)] : []
    await write(keys, [...printed, ...losses])
    // Not before: until it is written, more may be lost.
    losses.forEach(print)
    printed = []
    lost -= missed
  }

  function lossOf(rows: number): AuditEntry {
    return { action: 'rows_lost', at: now(), result: 'ok', details: { rows } }
  }

  /** One at a time: what arrives meanwhile is written by the next one. */
  function flush(): Promise<void> {
    timer = undefined
    writing ??= writeWaiting().then(onSuccess, (error: unknown) => {
      onFailure(error)
      schedule(RETRY_MS)
    }).finally(() => {
      writing = undefined
      if (waiting.length > 0) schedule(WAIT_MS)
    })
    return writing
  }

  function schedule(ms: number): void {
    if (!settled) timer ??= setTimeout(() => void flush(), ms)
  }

  return {
    open: async () => void await openKeys(),
    soon(...entries) {
      const room = Math.max(0, MOST_WAITING - waiting.length - printed.length)
      waiting.push(...entries.slice(0, room))
      lost += Math.max(0, entries.length - room)
      schedule(WAIT_MS)
    },
    async before(...entries) {
      const keys = await openKeys()
      const rows = entries.map(entry => toRow(entry, keys.pseudonym))
      await write(keys, rows)
      rows.forEach(print)
    },
    async with(work) {
      // Before the transaction, which holds the only connection of SQLite.
      const keys = await openKeys()
      let rows: UnchainedRow[] = []
      const result = await work(async (transaction, ...entries) => {
        rows = entries.map(entry => toRow(entry, keys.pseudonym))
        await appendRows(transaction, { corpId, keys }, rows)
      })
      rows.forEach(print)
      return result
    },
    state: () => ({ waiting: waiting.length + printed.length, lost }),
    async settle() {
      settled = true
      clearTimeout(timer)
      await writing
      if (waiting.length + printed.length > 0) await flush()
    },
  }
}
