import type { KeyValueStore } from './key-value-store.ts'

/** Lets one caller through, of all processes of a store, once in `intervalMs` milliseconds; everybody else gets false. */
export function createGate(store: KeyValueStore, key: string, intervalMs: number): () => Promise<boolean> {
  return async () => await store.acquire(key, intervalMs) !== undefined
}
