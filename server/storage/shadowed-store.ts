import type { KeyValueStore } from './key-value-store.ts'
import { createMemoryStore } from './memory-store.ts'
import { AppError, hasCode } from '../errors/app-error.ts'

export interface ShadowedStoreOptions {
  /** How long a value is remembered after the store last confirmed it: so long could a session ended elsewhere go on. */
  shadowTtlMs: number
  /**
   * What a key is, in an outage, of which this process knows nothing: `refused` where access is decided, `absent` where
   * the value can be had anew.
   */
  unknown: 'refused' | 'absent'
  /** Milliseconds, any origin. */
  now?: () => number
}

/**
 * Lets a process go on while its shared store is away: what this process itself wrote or read lately stays known. The
 * shadow is asked only during an outage, so a value ended elsewhere ends here too.
 *
 * @throws {AppError} store_unavailable for an unknown key that is to be refused, and for every delete: an ended session must
 * not come back with the store
 */
export function createShadowedStore(store: KeyValueStore, { shadowTtlMs, unknown, now }: ShadowedStoreOptions): KeyValueStore {
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
    // In an outage nothing is confirmed, so nothing is written: the shadow ends when it would have.
    replace: (key, value, ttlMs) => orElse(
      store.replace(key, value, ttlMs).then(async written => await confirm(key, written ? value : undefined) !== undefined),
      async () => await shadow.get(key) !== undefined,
    ),
    async take(key) {
      const recall = shadow.take(key)
      return orElse(store.take(key), () => remembered(recall))
    },
    async delete(key) {
      await shadow.delete(key)
      await store.delete(key)
    },
    increment: (key, ttlMs) => orElse(store.increment(key, ttlMs), () => shadow.increment(key, ttlMs)),
    async acquire(lock, ttlMs) {
      const lease = await orElse(store.acquire(lock, ttlMs), () => shadow.acquire(lock, ttlMs))
      return lease && {
        async set(key, value, valueTtlMs) {
          const written = await orElse(lease.set(key, value, valueTtlMs), async () => true)
          if (written) await shadow.set(key, value, Math.min(valueTtlMs, shadowTtlMs))
          return written
        },
        renew: newTtlMs => orElse(lease.renew(newTtlMs), async () => true),
        release: () => orElse(lease.release(), async () => {}),
      }
    },
    async close() {
      await store.close()
      await shadow.close()
    },
  }
}
