import { StoreUnavailableError } from './key-value-store.ts'
import type { KeyValueStore } from './key-value-store.ts'
import { createMemoryStore } from './memory-store.ts'

/**
 * Lets a process go on while its shared store is away: what this process itself wrote or read lately stays known, what it
 * never saw stays unknown and is refused. The shadow is asked only during an outage, so a value ended elsewhere ends here
 * too.
 *
 * @param shadowTtlMs how long a value is remembered at most: so long could a session ended elsewhere go on in an outage
 * @throws {StoreUnavailableError} for a key this process knows nothing of, and for every delete: an ended session must not
 * come back with the store
 */
export function createShadowedStore(store: KeyValueStore, shadowTtlMs: number): KeyValueStore {
  const shadow = createMemoryStore()

  async function orElse<T>(work: Promise<T>, instead: () => Promise<T>): Promise<T> {
    try {
      return await work
    }
    catch (error) {
      if (error instanceof StoreUnavailableError) return instead()
      throw error
    }
  }
  const known = async (value: string | undefined) => {
    if (value === undefined) throw new StoreUnavailableError()
    return value
  }

  return {
    async get(key) {
      const value = await orElse(store.get(key), async () => known(await shadow.get(key)))
      await (value === undefined ? shadow.delete(key) : shadow.set(key, value, shadowTtlMs))
      return value
    },
    async set(key, value, ttlMs) {
      await shadow.set(key, value, Math.min(ttlMs, shadowTtlMs))
      await orElse(store.set(key, value, ttlMs), async () => {})
    },
    async take(key) {
      const remembered = await shadow.take(key)
      return orElse(store.take(key), () => known(remembered))
    },
    async delete(key) {
      await shadow.delete(key)
      await store.delete(key)
    },
    async acquire(lock, ttlMs) {
      const lease = await orElse(store.acquire(lock, ttlMs), () => shadow.acquire(lock, ttlMs))
      return lease && {
        async set(key, value, valueTtlMs) {
          const written = await orElse(lease.set(key, value, valueTtlMs), async () => true)
          if (written) await shadow.set(key, value, Math.min(valueTtlMs, shadowTtlMs))
          return written
        },
        release: () => orElse(lease.release(), async () => {}),
      }
    },
    async close() {
      await store.close()
      await shadow.close()
    },
  }
}
