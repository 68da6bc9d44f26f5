import type { Encryption } from './encryption.ts'
import type { KeyValueStore } from './key-value-store.ts'

/**
 * A store whose values are unreadable at rest. Each value is bound to its key, so an entry copied to another key, written
 * with another password or damaged is simply absent.
 */
export function createEncryptedStore(store: KeyValueStore, encryption: Encryption): KeyValueStore {
  const open = (key: string, sealed: string | undefined) => sealed === undefined ? undefined : encryption.decrypt(sealed, key)
  return {
    async get(key) {
      return open(key, await store.get(key))
    },
    async entry(key) {
      const sealed = await store.entry(key)
      const value = open(key, sealed?.value)
      return sealed && value !== undefined ? { ...sealed, value } : undefined
    },
    async set(key, value, ttlMs) {
      await store.set(key, encryption.encrypt(value, key), ttlMs)
    },
    replace: (key, value, ttlMs) => store.replace(key, encryption.encrypt(value, key), ttlMs),
    async take(key) {
      return open(key, await store.take(key))
    },
    delete: key => store.delete(key),
    // A number that the store itself counts cannot be sealed; there is nothing in it to read.
    increment: (key, ttlMs) => store.increment(key, ttlMs),
    async acquire(lock, ttlMs) {
      const lease = await store.acquire(lock, ttlMs)
      return lease && {
        set: (key, value, valueTtlMs) => lease.set(key, encryption.encrypt(value, key), valueTtlMs),
        renew: lease.renew,
        release: lease.release,
      }
    },
    close: () => store.close(),
  }
}
