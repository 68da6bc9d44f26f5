import type { Clock } from '../../upstream/clock.ts'
import { pause } from './pause.ts'

/** Lets calls through at a bounded rate, evenly, however quickly they are answered. @throws {StoppedError} */
export type Pace = (stop: AbortSignal) => Promise<void>

/** @param perSecond Infinity: no bound */
export function createPace(perSecond: number, clock: Clock): Pace {
  const interval = 1_000 / perSecond
  let next = -Infinity
  return async (stop) => {
    const now = clock.monotonic()
    const mine = Math.max(now, next)
    next = mine + interval
    await pause(mine - now, clock, stop)
  }
}
