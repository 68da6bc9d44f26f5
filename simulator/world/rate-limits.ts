/** Counts events in windows of the simulated clock. */
export interface RateLimits {
  /**
   * Counts one event.
   *
   * @param key what is limited
   * @param windowMs length of the window; a window begins at a multiple of it
   * @returns the count in this window, this event included
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
