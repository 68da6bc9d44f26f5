import type * as v from 'valibot'
import type { Encryption } from './encryption.ts'
import { createJournal } from './journal.ts'
import type { Journal } from './journal.ts'
import type { DatedItem, KeyValueStore, Lease, Limit, OnlyUse, Use } from './key-value-store.ts'
import { createSeal } from './seal.ts'
import type { SealedOptions } from './seal.ts'

/**
 * One typed value in a store. It is encrypted and bound to its full key. A value that was copied from another key,
 * written with another password, damaged or that does not match the schema counts as absent. A slot asks the store each
 * time, but opens the same text once: callers must not change a value.
 */
export interface Slot<Value> {
  get(): Promise<Value | undefined>
  /** The value with its remaining lifetime by the store's own clock, in milliseconds. */
  entry(): Promise<{ value: Value, ttlMs: number } | undefined>
  /** @param ttlMs lifetime in milliseconds, if it differs from the slot's */
  set(value: Value, ttlMs?: number): Promise<void>
  /** Writes only while the lock is held. @returns whether the value was written */
  setWhileHeld(lease: Lease, value: Value, ttlMs?: number): Promise<boolean>
  /** Writes only over a value that exists. @returns whether one existed */
  replace(value: Value, ttlMs?: number): Promise<boolean>
  /** Reads and deletes in one step: exactly one of many concurrent callers receives the value. */
  take(): Promise<Value | undefined>
  delete(): Promise<void>
}

/** A store of typed, encrypted values; also locks and limits, which hold no data and are not encrypted. */
export interface Vault {
  /**
   * @param key tells no id of a person, because keys are not encrypted: see `fingerprint`
   * @param ttlMs lifetime of a written value, milliseconds
   */
  slot<Value>(key: string, schema: v.GenericSchema<unknown, Value>, ttlMs: number): Slot<Value>
  /** @param key @param ttlMs as for `slot` */
  journal<Entry>(key: string, schema: v.GenericSchema<unknown, Entry>, ttlMs: number): Journal<Entry>
  /** As `KeyValueStore.use`. The item may be the id of a person: only its fingerprint is stored. */
  use(key: string, limit: Limit, item?: string): Promise<Use>
  /** As `KeyValueStore.useOnce`. */
  useOnce(key: string, item: DatedItem): Promise<OnlyUse>
  /** A stand-in for an id of a person, in a key. The same for the same id, as long as the password stays. */
  fingerprint(id: string): string
  /** As `KeyValueStore.acquire`. */
  acquire(lock: string, ttlMs: number): Promise<Lease | undefined>
  /** The part of the vault that belongs to one owner: values, locks and limits of other owners are not seen there. */
  part(owner: string): Vault
}

/** @param prefix stands before every key, with its separator */
export function createVault(store: KeyValueStore, encryption: Encryption, prefix = ''): Vault {
  return {
    slot: (key, schema, ttlMs) => createSlot(store, encryption, { key: prefix + key, schema, ttlMs }),
    journal: (key, schema, ttlMs) => createJournal(store, encryption, { key: prefix + key, schema, ttlMs }),
    use: (key, limit, item) =>
      store.use(prefix + key, limit, item === undefined ? undefined : encryption.fingerprint(item)),
    useOnce: (key, item) => store.useOnce(prefix + key, item),
    fingerprint: id => encryption.fingerprint(id),
    acquire: (lock, ttlMs) => store.acquire(prefix + lock, ttlMs),
    part: owner => createVault(store, encryption, `${prefix}${owner}:`),
  }
}

function createSlot<Value>(store: KeyValueStore, encryption: Encryption, options: SealedOptions<Value>): Slot<Value> {
  const { key, ttlMs: slotTtlMs } = options
  const { seal, open } = createSeal(encryption, options)
  return {
    get: async () => open(await store.get(key)),
    async entry() {
      const entry = await store.entry(key)
      const value = open(entry?.value)
      return entry && value !== undefined ? { value, ttlMs: entry.ttlMs } : undefined
    },
    set: (value, ttlMs = slotTtlMs) => store.set(key, seal(value), ttlMs),
    setWhileHeld: (lease, value, ttlMs = slotTtlMs) => lease.set(key, seal(value), ttlMs),
    replace: (value, ttlMs = slotTtlMs) => store.replace(key, seal(value), ttlMs),
    take: async () => open(await store.take(key)),
    delete: () => store.delete(key),
  }
}
