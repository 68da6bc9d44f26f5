import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Schema } from '../storage/sql/schema.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { Clock } from '../upstream/clock.ts'
import { LeaseLostError } from './errors.ts'

/** A holder whose heartbeat has not changed for this long counts as dead, milliseconds. */
export const LEASE_MS = 6_000
const HEARTBEAT_MS = 1_500

/** The right to be the only process that does a job. */
export interface Lease {
  /**
   * Runs a transaction that commits only while this process holds the lease.
   *
   * @throws {LeaseLostError} and then nothing is written
   * @throws {AppError} store_unavailable
   */
  write<T>(work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T>
  release(): Promise<void>
}

/** Hands out the lease of one job. */
export interface Leases {
  /**
   * A dead holder is replaced only after this process has watched it for `LEASE_MS`, so call this again and again.
   *
   * @returns undefined while another process holds the lease
   * @throws {AppError} store_unavailable
   */
  acquire(): Promise<Lease | undefined>
}

type Row = { holder: string | null, beat: number }

/**
 * A lease is a row of the SQL database: the check of the holder and the writes of the job commit in one transaction.
 * No wall clocks are compared, because those of two machines differ: a process that waits watches whether the holder's
 * `beat` still grows.
 *
 * @param name of the job; processes that use the same name exclude each other
 */
export function createLeases(database: SqlDatabase, name: string, clock: Clock): Leases {
  const holder = randomUUID()
  let watched: Row & { since: number } | undefined

  async function readRow(): Promise<Row> {
    const found = await database.run(query => query.selectFrom('jobLease').select(['holder', 'beat'])
      .where('name', '=', name).executeTakeFirst())
    if (found) return found
    const row = { holder: null, beat: 0 }
    await database.run(query => query.insertInto('jobLease').values({ name, ...row })
      .onConflict(conflict => conflict.doNothing()).execute())
    return row
  }

  function isHeld(row: Row): boolean {
    if (row.holder === null) return false
    const now = clock.monotonic()
    if (watched?.holder !== row.holder || watched.beat !== row.beat) watched = { ...row, since: now }
    return now - watched.since < LEASE_MS
  }

  /** Of several processes that saw the same dead holder one succeeds: it changes the beat. */
  async function takeOver(row: Row): Promise<boolean> {
    const { numUpdatedRows } = await database.run(query => query.updateTable('jobLease')
      .set({ holder, beat: row.beat + 1 })
      .where('name', '=', name).where('holder', 'is not distinct from', row.holder).where('beat', '=', row.beat)
      .executeTakeFirstOrThrow())
    return numUpdatedRows > 0
  }

  function createLease(): Lease {
    let released = false
    const lease: Lease = {
      write: work => database.run(query => query.transaction().execute(async (transaction) => {
        // The lock of this row lasts until the commit, so no other process can take over in between.
        const { numUpdatedRows } = await transaction.updateTable('jobLease').set(eb => ({ beat: eb('beat', '+', 1) }))
          .where('name', '=', name).where('holder', '=', holder).executeTakeFirstOrThrow()
        if (numUpdatedRows === 0n) throw new LeaseLostError()
        return work(transaction)
      })),
      async release() {
        released = true
        await database.run(query => query.updateTable('jobLease').set({ holder: null })
          .where('name', '=', name).where('holder', '=', holder).execute())
      },
    }
    async function keepBeating() {
      while (!released) {
        await clock.sleep(HEARTBEAT_MS)
        // A lost lease or an outage also fails the job's next write, and the job handles it there.
        if (!released) await lease.write(async () => {}).catch(() => {})
      }
    }
    void keepBeating()
    return lease
  }

  return {
    async acquire() {
      const row = await readRow()
      return !isHeld(row) && await takeOver(row) ? createLease() : undefined
    },
  }
}

/** @returns whether a process holds the lease of this job; also true for a dead holder that was not replaced yet */
export async function isLeaseHeld(database: Kysely<Schema>, name: string): Promise<boolean> {
  const row = await database.selectFrom('jobLease').select('holder').where('name', '=', name).executeTakeFirst()
  return typeof row?.holder === 'string'
}
