import type { TagGroup } from '#shared/types/customer-edit.ts'
import type { Clock } from '../upstream/clock.ts'

/** How long the library is kept, milliseconds. It changes rarely; a new tag is offered at most this late. */
const FRESH_MS = 5 * 60_000

/** This process's copy of the company's tag library. */
export interface CorpTagCache {
  get(): Promise<TagGroup[]>
  /** Makes the next `get` ask WeCom. */
  forget(): void
}

/**
 * Concurrent callers share one call of WeCom. A failure is not kept.
 *
 * @param fetch asks WeCom for the library
 */
export function createCorpTagCache(fetch: () => Promise<TagGroup[]>, clock: Clock): CorpTagCache {
  let cached: { library: Promise<TagGroup[]>, until: number } | undefined
  const forget = () => {
    cached = undefined
  }
  return {
    forget,
    get() {
      if (!cached || clock.monotonic() >= cached.until) {
        const library = fetch()
        cached = { library, until: clock.monotonic() + FRESH_MS }
        library.catch(forget)
      }
      return cached.library
    },
  }
}
