import { createMemoryStore } from '../../server/storage/memory-store.ts'
import type { KeyValueStore } from '../../server/storage/key-value-store.ts'
import { createExpiringCache } from '../../server/upstream/credentials/expiring-cache.ts'
import type { ExpiringCache } from '../../server/upstream/credentials/expiring-cache.ts'
import { createSharedCredential } from '../../server/upstream/credentials/shared-credential.ts'
import type { Credential } from '../../server/upstream/credentials/shared-credential.ts'
import type { Clock } from '../../server/upstream/clock.ts'
import { createManualClock } from './manual-clock.ts'
import type { ManualClock } from './manual-clock.ts'
import { WECOM } from '../../server/wecom/wecom-upstream.ts'
import { createPlainVault } from './plain-vault.ts'

/** Processes that share one credential through one store, in simulated time. */
export interface CredentialFleet {
  clock: ManualClock
  store: KeyValueStore
  /** A process that has just started. */
  open: (clock?: Clock) => ExpiringCache
  /** The clock of a process that has died or hangs: its waits never end. */
  stopped: () => Clock
  /** The clock of a machine whose wall clock is wrong. */
  wrong: (ms: number) => Clock
  fetches: () => number
  refreshFailures: unknown[]
  /** Lets simulated time pass until the work is done. */
  finish: <T>(work: Promise<T>) => Promise<T>
}

export const turn = () => new Promise<void>(resolve => setImmediate(resolve))

/** @param fetch WeCom's answer to the n-th fetch; by default v1, v2, …, each valid for two hours */
export function createCredentialFleet(
  fetch: (count: number) => Promise<Credential> = async count => ({ value: `v${count}`, expiresInSeconds: 7_200 }),
): CredentialFleet {
  const clock = createManualClock()
  const store = createMemoryStore(clock.monotonic)
  const refreshFailures: unknown[] = []
  let fetches = 0
  return {
    clock,
    store,
    refreshFailures,
    fetches: () => fetches,
    stopped: () => ({ ...clock, sleep: () => new Promise(() => {}) }),
    wrong: ms => ({ ...clock, wall: () => clock.wall() + ms }),
    open: (own = clock) => createExpiringCache({
      credential: createSharedCredential({
        upstream: WECOM,
        key: 'wecom:test:access_token',
        vault: createPlainVault(store),
        fetch: () => fetch(++fetches),
        clock: own,
      }),
      onRefreshFailure: error => refreshFailures.push(error),
      clock: own,
      random: () => 0.5,
    }),
    async finish(work) {
      let done = false
      const watched = work.finally(() => {
        done = true
      })
      watched.catch(() => {})
      for (let i = 0; i < 2_000 && !done; i++) {
        await turn()
        if (!done) clock.advance(25)
      }
      return watched
    },
  }
}
