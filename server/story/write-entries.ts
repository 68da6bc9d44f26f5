import type { Alongside, SqlDatabase } from '../storage/sql/sql-database.ts'
import { toRow } from './entry.ts'
import type { NewEntry } from './entry.ts'

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

export function createEntryWriter({ database, corpId, onFailure }: EntryWriterOptions): EntryWriter {
  const pending = new Set<Promise<unknown>>()

  async function write(entries: readonly NewEntry[], alongside?: Alongside): Promise<number> {
    return database.run(query => query.transaction().execute(async (transaction) => {
      // Sorted, so that two processes that write the same rows never deadlock.
      const rows = entries.map(entry => toRow(corpId, entry)).sort((a, b) => a.id < b.id ? -1 : 1)
      const written = rows.length === 0
        ? []
        : await transaction.insertInto('timelineEntry').values(rows)
            .onConflict(conflict => conflict.doNothing()).returning('id').execute()
      await alongside?.(transaction)
      return written.length
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
