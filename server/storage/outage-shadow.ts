import type { KeyValueStore, Lease } from './key-value-store.ts'
import { createMemoryStore } from './memory-store.ts'
import { AppError, hasCode } from '../errors/app-error.ts'

export interface OutageShadowOptions {
  /**
   * How long a value is remembered after Redis last confirmed it, milliseconds. A session that was ended in another
   * process can live on in this one for that long.
   */
  shadowTtlMs: number
  /**
   * During an outage, what this process answers about a value it does not know, and about a lock. `refused`: it throws,
   * because the answer decides about access. `absent`: the value is fetched again, the lock holds within this process.
   */
  unknown: 'refused' | 'absent'
  /** Milliseconds, any origin. */
  now?: () => number
}

/**
 * Lets a process continue while Redis is away, with the values it wrote or read recently. The shadow is read only
 * during an outage, so a value that ended in another process ends here too. A limit counts within this process during
 * an outage.
 *
 * @throws {AppError} store_unavailable for a value or lock that is `refused`, for every delete: an ended session must
 * not come back together with Redis, for every item that is used once: other processes may have seen it, and for
 * journals: other processes must see them
 */
export function createOutageShadow(store: KeyValueStore, options: OutageShadowOptions): KeyValueStore {
  const { shadowTtlMs, unknown, now } = options
  const shadow = createMemoryStore(now)

  async function orElse<T>(work: Promise<T>, instead: () => Promise<T>): Promise<T> {
    try {
      return await work
    }
    catch (error) {
      if (hasCode(error, 'store_unavailable')) return instead()
      throw error
    }
  }
  async function remembered<T>(recall: Promise<T | undefined>) {
    const value = await recall
    if (value === undefined && unknown === 'refused') throw new AppError('store_unavailable')
    return value
  }
  async function confirm(key: string, value: string | undefined) {
    await (value === undefined ? shadow.delete(key) : shadow.set(key, value, shadowTtlMs))
    return value
  }
  const surviving = (lease: Lease): Lease => ({
    async set(key, value, ttlMs) {
      const written = await orElse(lease.set(key, value, ttlMs), async () => true)
      if (written) await shadow.set(key, value, Math.min(ttlMs, shadowTtlMs))
      return written
    },
    renew: ttlMs => orElse(lease.renew(ttlMs), async () => true),
    release: () => orElse(lease.release(), async () => {}),
  })

  return {
    get: key => orElse(store.get(key).then(value => confirm(key, value)), () => remembered(shadow.get(key))),
    entry: key => orElse(store.entry(key).then(async (entry) => {
      await (entry ? shadow.set(key, entry.value, Math.min(entry.ttlMs, shadowTtlMs)) : shadow.delete(key))
      return entry
    }), () => remembered(shadow.entry(key))),
    async set(key, value, ttlMs) {
      await shadow.set(key, value, Math.min(ttlMs, shadowTtlMs))
      await orElse(store.set(key, value, ttlMs), async () => {})
    },
    // During an outage the shadow is not written: the value expires when it would have expired anyway.
    replace: (key, value, ttlMs) => orElse(store.replace(key, value, ttlMs).then(async (written) => {
      await confirm(key, written ? value : undefined)
      return written
    }), async () => await shadow.get(key) !== undefined),
    async take(key) {
      const recall = shadow.take(key)
      return orElse(store.take(key), () => remembered(recall))
    },
    async delete(key) {
      await shadow.delete(key)
      await store.delete(key)
    },
    async use(key, limit, item) {
      const use = await orElse(store.use(key, limit, item), () => shadow.use(key, limit, item))
      if (!use.granted) return use
      const ifReached = (change: () => Promise<void>) => () => orElse(change(), async () => {})
      return { granted: true, undo: ifReached(use.undo), keep: ifReached(use.keep) }
    },
    useOnce: (key, item) => store.useOnce(key, item),
    async acquire(lock, ttlMs) {
      if (unknown === 'refused') return store.acquire(lock, ttlMs)
      const lease = await orElse(store.acquire(lock, ttlMs), () => shadow.acquire(lock, ttlMs))
      return lease && surviving(lease)
    },
    append: (journal, text, ttlMs) => store.append(journal, text, ttlMs),
    endOf: journal => store.endOf(journal),
    readOn: (journal, after) => store.readOn(journal, after),
    async close() {
      await store.close()
      await shadow.close()
    },
  }
}
