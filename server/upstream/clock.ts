/** Time as an argument, so that tests own it. */
export interface Clock {
  /** Milliseconds since 1970; may be wrong, and may jump. */
  wall: () => number
  /** Milliseconds that only ever go forward; what lifetimes in memory are measured with. */
  monotonic: () => number
  sleep: (ms: number) => Promise<void>
}
