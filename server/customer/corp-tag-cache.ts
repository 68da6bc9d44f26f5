import type { TagGroup } from '#shared/types/customer-edit.ts'
import type { Clock } from '../upstream/clock.ts'

/** The library changes rarely; a new tag may take this long to be offered. */
const FRESH_MS = 5 * 60_000

/** The company's tag library as this process remembers it. */
export interface CorpTagCache {
  get(): Promise<TagGroup[]>
  forget(): void
}

/** The tag library, asked for once by everybody; a failure is not kept. */
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
