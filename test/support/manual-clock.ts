import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../server/upstream/clock.ts'

export const realClock: Clock = { wall: Date.now, monotonic: () => performance.now(), sleep: ms => sleep(ms) }

/** A clock that stands still until a test moves it. `sleep` ends when it has moved far enough. */
export interface ManualClock extends Clock {
  /** Moves both clocks forward. */
  advance: (ms: number) => void
  /** Changes the wall clock; the monotonic clock stays the same. */
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
