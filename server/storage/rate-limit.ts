import type { KeyValueStore } from './key-value-store.ts'

/** At most so many in a window, counted over all processes of a store. */
export interface RateLimit {
  limit: number
  windowMs: number
}

/**
 * Counts in windows that begin with a caller's first request: twice the limit may fall around a window's end, never more.
 *
 * @param key of the caller
 * @returns whether this one is within the limit
 */
export function createRateLimit(store: KeyValueStore, { limit, windowMs }: RateLimit): (key: string) => Promise<boolean> {
  return async key => await store.increment(`rate:${key}`, windowMs) <= limit
}
