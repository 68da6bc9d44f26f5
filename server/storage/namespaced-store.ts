import type { KeyValueStore } from './key-value-store.ts'

/** A part of a store for one owner: what others keep under the same keys is not seen, locked or counted here. */
export function createNamespacedStore(store: KeyValueStore, namespace: string): KeyValueStore {
  const inside = (key: string) => `${namespace}:${key}`
  return {
    get: key => store.get(inside(key)),
    entry: key => store.entry(inside(key)),
    set: (key, value, ttlMs) => store.set(inside(key), value, ttlMs),
    replace: (key, value, ttlMs) => store.replace(inside(key), value, ttlMs),
    take: key => store.take(inside(key)),
    delete: key => store.delete(inside(key)),
    increment: (key, ttlMs) => store.increment(inside(key), ttlMs),
    async acquire(lock, ttlMs) {
      const lease = await store.acquire(inside(lock), ttlMs)
      return lease && {
        set: (key, value, valueTtlMs) => lease.set(inside(key), value, valueTtlMs),
        renew: lease.renew,
        release: lease.release,
      }
    },
    close: () => store.close(),
  }
}
