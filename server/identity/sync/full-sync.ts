import type { Transaction } from 'kysely'
import { MAIN_OPEN_PLATFORM } from '#shared/utils/identity-claim.ts'
import type { CustomerUnionIdPage } from '../../wecom/api/customer-union-ids.ts'
import type { Schema } from '../../storage/sql/schema.ts'
import type { SqlDatabase } from '../../storage/sql/sql-database.ts'
import type { Clock } from '../../upstream/clock.ts'
import { recordLinks } from '../record-links.ts'
import { advance, nextBatch, restart, split } from './batches.ts'
import type { Batch } from './batches.ts'
import type { CustomerDirectory } from './customer-directory.ts'
import { LeaseLostError, StoppedError } from './errors.ts'
import { createSyncLeases } from './lease.ts'
import type { SyncLease } from './lease.ts'
import { createPace } from './pace.ts'
import { patiently } from './patience.ts'
import { mark, openRun, readProgress } from './run-state.ts'
import type { SyncProgress } from './run-state.ts'
import { UpstreamRefusedError, UpstreamUnavailableError } from '../../upstream/upstream-error.ts'
import { WECOM } from '../../wecom/wecom-upstream.ts'

/**
 * 72,000 an hour: half of what WeCom allows a corp for one API (doc 90312), because members who look at their customers
 * need the same one. A hundred customers a call, so a million in some ten minutes.
 */
export const CALLS_PER_SECOND = 20
/** A cursor that dies again and again is no accident. */
const MOST_RESTARTS = 5
const SOURCE = 'externalcontact/batch/get_by_user'

export interface FullSyncOptions {
  database: SqlDatabase
  directory: CustomerDirectory
  corpId: string
  clock: Clock
  callsPerSecond?: number
}

/** `unneeded`: another process has finished one meanwhile. `held`: another is at it. `stopped`: it goes on another time. */
export type SyncOutcome = 'complete' | 'unneeded' | 'held' | 'stopped'

/** Asks WeCom for every customer and records the unionids; of all processes of a database, one at a time. */
export interface FullSync {
  /**
   * Begins a run, or continues one where it stopped, in whatever process that was.
   *
   * @param since a run that has been finished after this moment (milliseconds since 1970) is good enough
   * @throws {AppError | UpstreamRefusedError | UpstreamUnavailableError} store_unavailable and then the run goes on another time
   */
  run(stop: AbortSignal, since: number): Promise<SyncOutcome>
  /** Whether this process is the one that is at it. */
  isRunner(): boolean
  /** Undefined when there never was a run. */
  progress(): Promise<SyncProgress | undefined>
}

export function createFullSync({ database, directory, corpId, clock, callsPerSecond = CALLS_PER_SECOND }: FullSyncOptions): FullSync {
  const leases = createSyncLeases(database, corpId, clock)
  const pace = createPace(callsPerSecond, clock)
  let runner = false
  const progress = () => database.run(query => readProgress(query, corpId))

  async function runWith(lease: SyncLease, stop: AbortSignal, since: number): Promise<'complete' | 'unneeded'> {
    const patience = { clock, stop, onWait: (until: number | null) => mark(lease, corpId, { waitingUntil: until }).catch(ignoreOutage) }
    const insist = <T>(work: () => Promise<T>) => patiently(work, patience)
    const ask = async (batch: Batch, cursor?: string) => {
      const page = await insist(async () => {
        await pace(stop)
        return directory.page(batch.userIds, cursor)
      })
      if (page.nextCursor && page.nextCursor === cursor) throw new UpstreamUnavailableError(WECOM, SOURCE, 'bad_body')
      return page
    }
    const write = (work: (transaction: Transaction<Schema>) => Promise<void>) => insist(() => lease.write(work))

    async function syncBatch(batch: Batch): Promise<void> {
      let at = batch
      let asked = ask(batch, batch.cursor)
      for (;;) {
        const page = await asked
        if (stop.aborted) throw new StoppedError()
        // Asked for while this page is written, so that neither WeCom nor the database waits for the other.
        const next = page.nextCursor ? ask(batch, page.nextCursor) : undefined
        next?.catch(() => {}) // heard of in the next turn, unless this one fails
        await write(async (transaction) => {
          await recordLinks(transaction, observationsOf(page))
          await advance(transaction, at, page)
        })
        if (!next) return
        at = { ...at, cursor: page.nextCursor }
        asked = next
      }
    }

    const { finishedAt = -Infinity } = await insist(progress) ?? {}
    if (finishedAt >= since) return 'unneeded'
    const members = await insist(() => directory.members())
    await insist(() => openRun(lease, corpId, members, clock.wall()))
    for (;;) {
      const batch = await insist(() => database.run(query => nextBatch(query, corpId)))
      if (!batch) break
      try {
        await syncBatch(batch)
      }
      catch (error) {
        if (!(error instanceof UpstreamRefusedError)) throw error
        if (error.errcodeClass === 'bad_cursor' && batch.restarts < MOST_RESTARTS) await write(transaction => restart(transaction, batch))
        else if (error.concernsMember) await write(transaction => split(transaction, batch, error.errcode))
        else throw error
      }
    }
    await insist(() => mark(lease, corpId, { finishedAt: clock.wall() }))
    return 'complete'
  }

  const observationsOf = ({ customers }: CustomerUnionIdPage) => customers.flatMap(({ externalUserId, unionId }) => unionId
    ? [{ account: { kind: 'externalUserId' as const, scope: corpId, id: externalUserId }, openPlatform: MAIN_OPEN_PLATFORM, unionId, source: SOURCE, seenAt: clock.wall() }]
    : [])

  return {
    async run(stop, since) {
      const lease = await leases.acquire()
      if (!lease) return 'held'
      runner = true
      try {
        return await runWith(lease, stop, since)
      }
      catch (error) {
        if (error instanceof LeaseLostError) return 'held'
        if (error instanceof StoppedError) return 'stopped'
        await mark(lease, corpId, { failedAt: clock.wall() }).catch(() => {})
        throw error
      }
      finally {
        runner = false
        await lease.release().catch(() => {})
      }
    },
    isRunner: () => runner,
    progress,
  }
}

/** What is not put down now shows at the next write. */
function ignoreOutage(error: unknown): void {
  if (error instanceof LeaseLostError) throw error
}
