import type { KeyValueStore } from './key-value-store.ts'

/**
 * So many times in `windowMs` milliseconds, over all processes of a store, and exactly so many: each use takes one of
 * `limit` places, which becomes free again when its time is over.
 *
 * @returns whether there was a place
 */
export function createQuota(store: KeyValueStore, key: string, limit: number, windowMs: number): () => Promise<boolean> {
  return async () => {
    for (let place = 0; place < limit; place++) {
      if (await store.acquire(`${key}:${place}`, windowMs)) return true
    }
    return false
  }
}
