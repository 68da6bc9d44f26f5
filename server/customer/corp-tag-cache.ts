import type { TagGroup } from '#shared/types/customer-edit.ts'
import type { Clock } from '../upstream/clock.ts'
import type { Changes } from './changes.ts'

/** How long the library is kept, milliseconds. It changes rarely; a new tag is offered at most this late. */
const FRESH_MS = 5 * 60_000

/** This process's copy of the company's tag library. */
export interface CorpTagCache {
  get(): Promise<TagGroup[]>
}

export interface CorpTagCacheOptions {
  /** Asks WeCom for the library. */
  fetch: () => Promise<TagGroup[]>
  changes: Pick<Changes, 'subscribe' | 'lifetime'>
  clock: Clock
}

/** Concurrent callers share one call of WeCom. A failure is not kept. */
export function createCorpTagCache({ fetch, changes, clock }: CorpTagCacheOptions): CorpTagCache {
  let cached: { library: Promise<TagGroup[]>, until: number } | undefined
  const forget = () => {
    cached = undefined
  }
  changes.subscribe(({ kind }) => {
    if (kind === 'tagLibrary' || kind === 'unknown') forget()
  })
  return {
    get() {
      if (!cached || clock.monotonic() >= cached.until) {
        const library = fetch()
        cached = { library, until: clock.monotonic() + changes.lifetime(FRESH_MS) }
        library.catch(forget)
      }
      return cached.library
    },
  }
}
