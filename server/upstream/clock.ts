/** Time as an argument, so that tests control it. */
export interface Clock {
  /** Milliseconds since 1970; may be wrong, and may jump. */
  wall: () => number
  /** Milliseconds that never go back; used for lifetimes in memory. */
  monotonic: () => number
  sleep: (ms: number) => Promise<void>
}
