import type { Transaction } from 'kysely'
import type { Schema } from '../storage/sql/schema.ts'
import type { Alongside, SqlDatabase } from '../storage/sql/sql-database.ts'
import { toRow } from './entry.ts'
import type { NewEntry } from './entry.ts'

/** Databases take some ten thousand parameters at most. */
const ROWS_A_STATEMENT = 1_000

export interface EntryWriterOptions {
  database: SqlDatabase
  corpId: string
  /** Called for an entry that `soon` could not store. */
  onFailure: (error: unknown) => void
}

/** Writes entries. An event that is known already is not written again, in whatever order events come. */
export interface EntryWriter {
  /**
   * @param alongside writes more in the transaction
   * @returns how many were new
   * @throws {AppError} store_unavailable
   */
  write(entries: readonly NewEntry[], alongside?: Alongside): Promise<number>
  /** In the background: what happened does not wait for its entry, and does not fail with it. */
  soon(entry: NewEntry): void
  /** Waits until everything in the background is stored or has failed. */
  settle(): Promise<void>
}

/** @returns how many were new */
export async function insertEntries(
  transaction: Transaction<Schema>, corpId: string, entries: readonly NewEntry[],
): Promise<number> {
  // Sorted, so that two processes that write the same rows never deadlock.
  const rows = entries.map(entry => toRow(corpId, entry)).sort((a, b) => a.id < b.id ? -1 : 1)
  let count = 0
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    const written = await transaction.insertInto('timelineEntry').values(rows.slice(start, start + ROWS_A_STATEMENT))
      .onConflict(conflict => conflict.doNothing()).returning('id').execute()
    count += written.length
  }
  return count
}

export function createEntryWriter({ database, corpId, onFailure }: EntryWriterOptions): EntryWriter {
  const pending = new Set<Promise<unknown>>()

  async function write(entries: readonly NewEntry[], alongside?: Alongside): Promise<number> {
    return database.run(query => query.transaction().execute(async (transaction) => {
      const written = await insertEntries(transaction, corpId, entries)
      await alongside?.(transaction)
      return written
    }))
  }

  return {
    write,
    soon(entry) {
      const writing = write([entry]).catch(onFailure).finally(() => pending.delete(writing))
      pending.add(writing)
    },
    async settle() {
      await Promise.all(pending)
    },
  }
}
