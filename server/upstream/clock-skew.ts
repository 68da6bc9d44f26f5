import type { Clock } from './clock.ts'

/** How far our wall clock is from WeCom's. */
export interface ClockSkew {
  /** Takes note of an answer's Date header (whole seconds, GMT). */
  observe: (dateHeader: string | null) => void
  /** WeCom's clock minus ours, milliseconds; 0 until something was observed. */
  ms: () => number
}

/** Below this it is network delay and the header's whole seconds, not a wrong clock. */
const NOISE_MS = 5_000

/** Measured at every answer, because a virtual machine's clock may jump at any time. */
export function createClockSkew(clock: Clock): ClockSkew {
  let skew = 0
  return {
    observe(dateHeader) {
      const upstream = Date.parse(dateHeader ?? '')
      if (Number.isNaN(upstream)) return
      const difference = upstream - clock.wall()
      skew = Math.abs(difference) < NOISE_MS ? 0 : difference
    },
    ms: () => skew,
  }
}
