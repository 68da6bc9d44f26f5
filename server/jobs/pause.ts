import type { Clock } from '../upstream/clock.ts'
import { StoppedError } from './errors.ts'

/** The longest time until a pause notices that it must stop, milliseconds. */
const SLICE_MS = 200

/** Sleeps. @throws {StoppedError} soon after `stop` is aborted */
export async function pause(ms: number, clock: Clock, stop: AbortSignal): Promise<void> {
  const until = clock.monotonic() + ms
  for (;;) {
    if (stop.aborted) throw new StoppedError()
    const left = until - clock.monotonic()
    if (left <= 0) return
    await clock.sleep(Math.min(left, SLICE_MS))
  }
}
