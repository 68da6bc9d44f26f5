import type { Clock } from '../upstream/clock.ts'
import { pause } from './pause.ts'

/** Waits until the next call may start. @throws {StoppedError} */
export type Pace = (stop: AbortSignal) => Promise<void>

/**
 * Spreads calls evenly, however fast they are answered.
 *
 * @param perSecond Infinity: no limit
 */
export function createPace(perSecond: number, clock: Clock): Pace {
  const interval = 1_000 / perSecond
  let next = -Infinity
  return async (stop) => {
    const now = clock.monotonic()
    const start = Math.max(now, next)
    next = start + interval
    await pause(start - now, clock, stop)
  }
}
