import type { Clock } from '../../upstream/clock.ts'
import { pause } from './pause.ts'
import { hasCode } from '../../errors/app-error.ts'
import { UpstreamRefusedError, UpstreamUnavailableError, isRefusal } from '../../upstream/upstream-error.ts'

/** A minute's limit is over after a minute, an hour's after an hour (doc 90312); which of them it was is not told. */
const FIRST_THROTTLED_MS = 60_000
const LONGEST_THROTTLED_MS = 60 * 60_000
const FIRST_OUTAGE_MS = 2_000
const LONGEST_OUTAGE_MS = 60_000
/** Outages in a row, some five minutes of them, before the run is given up for now. */
const MOST_OUTAGES = 9

export interface PatienceOptions {
  clock: Clock
  stop: AbortSignal
  /** Told before each wait, with its end, and after it, with null (milliseconds since 1970). */
  onWait: (until: number | null) => Promise<void>
}

/**
 * Repeats what failed by nobody's fault. Nobody waits for a full sync, so it outlasts any throttling, and an outage longer
 * than a person's request would.
 *
 * @throws {StoppedError} and what will not pass by itself
 */
export async function patiently<T>(work: () => Promise<T>, { clock, stop, onWait }: PatienceOptions): Promise<T> {
  let throttledMs = FIRST_THROTTLED_MS
  let outageMs = FIRST_OUTAGE_MS
  for (let outages = 0; ;) {
    try {
      return await work()
    }
    catch (error) {
      const throttled = isRefusal(error, 'throttled')
      if (!throttled && (!isWorthWaiting(error) || ++outages > MOST_OUTAGES)) throw error
      const ms = throttled ? throttledMs : outageMs
      if (throttled) throttledMs = Math.min(throttledMs * 2, LONGEST_THROTTLED_MS)
      else outageMs = Math.min(outageMs * 2, LONGEST_OUTAGE_MS)
      await onWait(clock.wall() + ms)
      await pause(ms, clock, stop)
      await onWait(null)
    }
  }
}

function isWorthWaiting(error: unknown): boolean {
  if (error instanceof UpstreamRefusedError) return error.errcodeClass === 'busy'
  return error instanceof UpstreamUnavailableError || hasCode(error, 'store_unavailable')
}
