import type * as fc from 'fast-check'
import type { KeyValueStore, Lease } from '../../server/storage/key-value-store.ts'
import { createExpiringCache } from '../../server/upstream/credentials/expiring-cache.ts'
import type { ExpiringCache } from '../../server/upstream/credentials/expiring-cache.ts'
import { createSharedCredential } from '../../server/upstream/credentials/shared-credential.ts'
import type { Credential } from '../../server/upstream/credentials/shared-credential.ts'
import type { Clock } from '../../server/upstream/clock.ts'
import { WECOM } from '../../server/wecom/wecom-upstream.ts'
import { createPlainVault } from './plain-vault.ts'

/**
 * A process that can be killed at any step. After that its calls never return, and its locks stay.
 */
export interface MortalProcess {
  cache: ExpiringCache
  kill: () => void
  died: Promise<void>
}

export interface MortalProcessOptions {
  clock: Clock
  store: KeyValueStore
  fetch: () => Promise<Credential>
  /** Schedules each step of the store and of WeCom. */
  scheduler: fc.Scheduler
}

export function openMortalProcess({ clock, store, fetch, scheduler }: MortalProcessOptions): MortalProcess {
  let isAlive = true
  let kill = () => {}
  const died = new Promise<void>((resolve) => {
    kill = () => {
      isAlive = false
      resolve()
    }
  })

  const whileAlive = <T>(work: Promise<T>) => new Promise<T>((resolve, reject) => {
    work.then(value => isAlive && resolve(value), (error: unknown) => isAlive && reject(error))
  })
  const step = <T>(work: () => Promise<T>) => whileAlive(whileAlive(scheduler.schedule(Promise.resolve())).then(work))
  const holding = (lease: Lease): Lease => ({
    set: (key, value, ttlMs) => step(() => lease.set(key, value, ttlMs)),
    renew: ttlMs => step(() => lease.renew(ttlMs)),
    release: () => step(() => lease.release()),
  })

  const credential = createSharedCredential({
    upstream: WECOM,
    key: 'wecom:test:access_token',
    clock: { ...clock, sleep: ms => whileAlive(clock.sleep(ms)) },
    fetch: () => step(fetch),
    vault: createPlainVault({
      ...store,
      get: key => step(() => store.get(key)),
      entry: key => step(() => store.entry(key)),
      set: (key, value, ttlMs) => step(() => store.set(key, value, ttlMs)),
      acquire: (lock, ttlMs) => step(async () => {
        const lease = await store.acquire(lock, ttlMs)
        return lease && holding(lease)
      }),
    }),
  })
  return {
    cache: createExpiringCache({ credential, onRefreshFailure: () => {}, clock, random: () => 0.5 }),
    kill,
    died,
  }
}
