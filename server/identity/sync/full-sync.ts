import { LeaseLostError, StoppedError } from '../../jobs/errors.ts'
import type { Job } from '../../jobs/job.ts'
import { createLeases } from '../../jobs/lease.ts'
import type { Lease } from '../../jobs/lease.ts'
import { createPace } from '../../jobs/pace.ts'
import { retryThroughOutages } from '../../jobs/patience.ts'
import type { SqlDatabase } from '../../storage/sql/sql-database.ts'
import type { Clock } from '../../upstream/clock.ts'
import type { UpstreamRefusedError } from '../../upstream/upstream-error.ts'
import type { CustomerDirectory } from './customer-directory.ts'
import { jobName, readProgress, saveMoments } from './run-state.ts'
import type { SyncProgress } from './run-state.ts'
import { syncEveryCustomer } from './sync-run.ts'

/**
 * 72,000 an hour: half of what WeCom allows a corp for one API (doc 90312), because members who open customers use the
 * same API. A call reads a hundred customers, so a million take about ten minutes.
 */
export const CALLS_PER_SECOND = 20

export interface FullSyncOptions {
  database: SqlDatabase
  directory: CustomerDirectory
  corpId: string
  clock: Clock
  callsPerSecond?: number
  /** Called when WeCom refuses a member, whose customers are left out. */
  onLeftOut?: (refusal: UpstreamRefusedError) => void
}

/**
 * Asks WeCom for every customer and records the unionids. Of all processes of a database one does it at a time. `run`
 * throws {UpstreamRefusedError | UpstreamUnavailableError} and {AppError} store_unavailable; a later call continues.
 */
export interface FullSync extends Job {
  /** Whether this process is the one that does it. */
  isRunner(): boolean
  progress(): Promise<SyncProgress | undefined>
}

export function createFullSync(options: FullSyncOptions): FullSync {
  const { database, directory, corpId, clock, callsPerSecond = CALLS_PER_SECOND, onLeftOut = () => {} } = options
  const leases = createLeases(database, jobName(corpId), clock)
  const pace = createPace(callsPerSecond, clock)
  let isRunner = false
  let isFollower = false

  /** The runner goes on through an outage of the database, and so does a process that waits for it. */
  async function acquireInTime(stop: AbortSignal): Promise<Lease | 'stopped' | undefined> {
    try {
      return await retryThroughOutages(() => leases.acquire(), { clock, stop, onWait: async () => {} })
    }
    catch (error) {
      if (error instanceof StoppedError) return 'stopped'
      throw error
    }
  }

  return {
    async run(stop, since) {
      const lease = await (isFollower ? acquireInTime(stop) : leases.acquire())
      if (lease === 'stopped') return lease
      isFollower = !lease
      if (!lease) return 'held'
      isRunner = true
      try {
        return await syncEveryCustomer({ database, directory, corpId, clock, pace, lease, stop, onLeftOut }, since)
      }
      catch (error) {
        if (error instanceof LeaseLostError) return 'held'
        if (error instanceof StoppedError) return 'stopped'
        await saveMoments(lease, corpId, { failedAt: clock.wall() }).catch(() => {})
        throw error
      }
      finally {
        isRunner = false
        await lease.release().catch(() => {})
      }
    },
    isRunner: () => isRunner,
    progress: () => database.run(query => readProgress(query, corpId)),
  }
}
