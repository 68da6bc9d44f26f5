import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Schema } from '../../storage/sql/schema.ts'
import type { SqlDatabase } from '../../storage/sql/sql-database.ts'
import type { Clock } from '../../upstream/clock.ts'
import { LeaseLostError } from './errors.ts'

/** A holder whose beat has stood still for so long is dead, milliseconds. */
export const LEASE_MS = 6_000
const BEAT_MS = 1_500

/** The right to be the one process that syncs a corp. */
export interface SyncLease {
  /**
   * Changes something as the holder: either all of it, or nothing when another process has taken over.
   *
   * @throws {LeaseLostError}
   */
  write<T>(work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T>
  release(): Promise<void>
}

export interface SyncLeases {
  /** @returns undefined while another process is alive and at it, as far as this one has seen yet */
  acquire(): Promise<SyncLease | undefined>
}

/**
 * One row of the database that all processes share, so that PostgreSQL alone is enough for a fleet. Nobody's wall clock
 * matters: whoever waits watches the holder's beat, and takes over when it has stood still.
 */
export function createSyncLeases(database: SqlDatabase, corpId: string, clock: Clock): SyncLeases {
  const holder = randomUUID()
  let watched: { holder: string | null, beat: number, since: number } | undefined

  async function look() {
    const found = await database.run(query => query.selectFrom('identitySync').select(['holder', 'beat']).where('corpId', '=', corpId).executeTakeFirst())
    if (found) return found
    const row = { corpId, holder: null, beat: 0, startedAt: null, finishedAt: null, failedAt: null, waitingUntil: null, expectedCustomers: 0 }
    await database.run(query => query.insertInto('identitySync').values(row).onConflict(conflict => conflict.doNothing()).execute())
    return row
  }

  function isAlive(row: { holder: string | null, beat: number }): boolean {
    if (row.holder === null) return false
    const now = clock.monotonic()
    if (watched?.holder !== row.holder || watched.beat !== row.beat) watched = { holder: row.holder, beat: row.beat, since: now }
    return now - watched.since < LEASE_MS
  }

  /** Only one of those who saw the same dead holder succeeds: the beat has then changed. */
  async function takeFrom(row: { holder: string | null, beat: number }): Promise<boolean> {
    const { numUpdatedRows } = await database.run(query => query.updateTable('identitySync').set({ holder, beat: row.beat + 1, waitingUntil: null })
      .where('corpId', '=', corpId).where('holder', 'is not distinct from', row.holder).where('beat', '=', row.beat).executeTakeFirstOrThrow())
    return numUpdatedRows > 0
  }

  function createLease(): SyncLease {
    let released = false
    const lease: SyncLease = {
      write: work => database.run(query => query.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction.updateTable('identitySync').set(eb => ({ beat: eb('beat', '+', 1) }))
          .where('corpId', '=', corpId).where('holder', '=', holder).executeTakeFirstOrThrow()
        if (numUpdatedRows === 0n) throw new LeaseLostError()
        return work(transaction)
      })),
      async release() {
        released = true
        await database.run(query => query.updateTable('identitySync').set({ holder: null, waitingUntil: null })
          .where('corpId', '=', corpId).where('holder', '=', holder).execute())
      },
    }
    async function beat() {
      while (!released) {
        await clock.sleep(BEAT_MS)
        // Lost, or the database is away: whoever writes next hears of it.
        if (!released) await lease.write(async () => {}).catch(() => {})
      }
    }
    void beat()
    return lease
  }

  return {
    async acquire() {
      const row = await look()
      return !isAlive(row) && await takeFrom(row) ? createLease() : undefined
    },
  }
}
