import type { Clock } from './clock.ts'

/** The difference between the upstream's wall clock and ours. */
export interface ClockSkew {
  /** Reads the Date header of an answer (whole seconds, GMT). */
  observe: (dateHeader: string | null) => void
  /** The upstream's clock minus ours, milliseconds. */
  ms: () => number
}

/** A smaller difference comes from network delay and from the header's whole seconds, not from a wrong clock. */
const NOISE_MS = 5_000

/**
 * Measures at every answer, because a virtual machine's clock may jump at any time.
 *
 * @param before the difference until an answer had a date: that of another upstream says more about our clock than 0
 */
export function createClockSkew(clock: Clock, before: () => number = () => 0): ClockSkew {
  let skew: number | undefined
  return {
    observe(dateHeader) {
      const upstream = Date.parse(dateHeader ?? '')
      if (Number.isNaN(upstream)) return
      const difference = upstream - clock.wall()
      skew = Math.abs(difference) < NOISE_MS ? 0 : difference
    },
    ms: () => skew ?? before(),
  }
}
