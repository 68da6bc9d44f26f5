import { hasCode } from '../errors/app-error.ts'
import type { Clock } from '../upstream/clock.ts'
import { UpstreamRefusedError, UpstreamUnavailableError, isThrottled } from '../upstream/upstream-error.ts'
import { pause } from './pause.ts'

/** A limit per minute ends after a minute, one per hour after an hour (doc 90312); the errcode is the same for both. */
const FIRST_THROTTLED_MS = 60_000
const LONGEST_THROTTLED_MS = 60 * 60_000
const FIRST_OUTAGE_MS = 2_000
const LONGEST_OUTAGE_MS = 60_000
/** Failures in a row, about five minutes of them, before the job gives up for now. */
const MOST_OUTAGES = 9

export interface PatienceOptions {
  clock: Clock
  stop: AbortSignal
  /** Called before each wait with its end (milliseconds since 1970), and after it, also when stopped, with null. */
  onWait: (until: number | null) => Promise<void>
}

/**
 * Repeats work that failed because an API or the database was away. No user waits for a job, so it can wait longer
 * than a request: for any throttling, and for several minutes of outage.
 *
 * @throws {StoppedError}
 * @throws the failure, when waiting does not help or the outage lasts too long
 */
export async function retryThroughOutages<T>(work: () => Promise<T>, options: PatienceOptions): Promise<T> {
  const { clock, stop, onWait } = options
  let throttledMs = FIRST_THROTTLED_MS
  let outageMs = FIRST_OUTAGE_MS
  for (let outages = 0; ;) {
    try {
      return await work()
    }
    catch (error) {
      const throttled = isThrottled(error)
      if (!throttled && (!isWorthWaiting(error) || ++outages > MOST_OUTAGES)) throw error
      const ms = throttled ? throttledMs : outageMs
      if (throttled) throttledMs = Math.min(throttledMs * 2, LONGEST_THROTTLED_MS)
      else outageMs = Math.min(outageMs * 2, LONGEST_OUTAGE_MS)
      await onWait(clock.wall() + ms)
      try {
        await pause(ms, clock, stop)
      }
      finally {
        await onWait(null)
      }
    }
  }
}

/** Whether the same work may succeed later, because an API or the database is away, or WeCom throttles. */
export function isOutage(error: unknown): boolean {
  return isThrottled(error) || isWorthWaiting(error)
}

/** Whether an API or the database is away, so that the same call may succeed later. */
function isWorthWaiting(error: unknown): boolean {
  if (error instanceof UpstreamRefusedError) return error.errcodeClass === 'busy' || error.errcodeClass === 'crowded'
  return error instanceof UpstreamUnavailableError || hasCode(error, 'store_unavailable')
}
