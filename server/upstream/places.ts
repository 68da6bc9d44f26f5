/** As many as a process has connections (transport.ts): with so many places there is no limit again. */
const ENOUGH = 64

/** How many calls of one API run at once. */
export interface Places {
  /** Waits for a place. */
  enter(): Promise<void>
  /** @param outcome `crowded`: the API refused the call because too many run at once */
  leave(outcome: 'crowded' | 'answered'): void
}

/**
 * No limit at first. When the API says that too many calls run at once, half as many may; each round of answers then
 * allows one more. The limit of the API is not known, and other apps of the company use it, too.
 */
export function createPlaces(): Places {
  const waiting: (() => void)[] = []
  let running = 0
  let limit = Infinity

  return {
    async enter() {
      if (running < limit) running += 1
      else await new Promise<void>(start => waiting.push(start))
    },
    leave(outcome) {
      if (outcome === 'crowded') limit = Math.max(1, Math.floor(Math.min(limit, running) / 2))
      else limit = limit >= ENOUGH ? Infinity : limit + 1 / limit
      running -= 1
      while (running < Math.floor(limit) && waiting.length > 0) {
        running += 1
        waiting.shift()!()
      }
    },
  }
}
