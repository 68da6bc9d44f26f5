import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../server/upstream/clock.ts'

export const realClock: Clock = { wall: Date.now, monotonic: () => performance.now(), sleep: ms => sleep(ms) }

/** A clock that stands still until it is moved; `sleep` ends when it is moved far enough. */
export interface ManualClock extends Clock {
  /** Lets time pass, for both clocks. */
  advance: (ms: number) => void
  /** Sets the wall clock wrong, or right; the monotonic clock does not notice. */
  jump: (ms: number) => void
}

export function createManualClock(): ManualClock {
  let monotonic = 1
  let offset = 1_700_000_000_000
  let sleepers: { until: number, wake: () => void }[] = []
  return {
    wall: () => monotonic + offset,
    monotonic: () => monotonic,
    sleep: ms => new Promise((wake) => {
      sleepers.push({ until: monotonic + ms, wake })
    }),
    advance(ms) {
      monotonic += ms
      const due = sleepers.filter(({ until }) => until <= monotonic)
      sleepers = sleepers.filter(({ until }) => until > monotonic)
      for (const { wake } of due) wake()
    },
    jump(ms) {
      offset += ms
    },
  }
}
