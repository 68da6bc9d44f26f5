import type { Clock } from '../../upstream/clock.ts'
import { StoppedError } from './errors.ts'

/** Somebody who wants to stop waits no longer than this, milliseconds. */
const SLICE_MS = 200

/** @throws {StoppedError} as soon as the sync is told to stop */
export async function pause(ms: number, clock: Clock, stop: AbortSignal): Promise<void> {
  const until = clock.monotonic() + ms
  for (;;) {
    if (stop.aborted) throw new StoppedError()
    const left = until - clock.monotonic()
    if (left <= 0) return
    await clock.sleep(Math.min(left, SLICE_MS))
  }
}
