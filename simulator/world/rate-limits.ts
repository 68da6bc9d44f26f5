/** Counts of events within windows of the simulated clock. */
export interface RateLimits {
  /**
   * Counts one event.
   *
   * @param key what is limited
   * @param windowMs length of the window; windows begin at multiples of it
   * @returns how many there were in this window, this one included
   */
  count(key: string, windowMs: number): number
  clear(): void
}

const PRUNE_AT = 10_000

/** @param now milliseconds of the simulated clock */
export function createRateLimits(now: () => number): RateLimits {
  const counters = new Map<string, { window: number, windowMs: number, count: number }>()

  function prune(): void {
    for (const [key, { window, windowMs }] of counters) {
      if (window !== Math.floor(now() / windowMs)) counters.delete(key)
    }
  }

  return {
    count(key, windowMs) {
      const window = Math.floor(now() / windowMs)
      const id = `${windowMs} ${key}`
      const counter = counters.get(id)
      if (counter?.window === window) return ++counter.count
      if (counters.size >= PRUNE_AT) prune()
      counters.set(id, { window, windowMs, count: 1 })
      return 1
    },
    clear: () => counters.clear(),
  }
}
