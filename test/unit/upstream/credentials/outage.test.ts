import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../server/errors/app-error.ts'
import type { KeyValueStore } from '../../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../../server/storage/memory-store.ts'
import { createOutageShadow } from '../../../../server/storage/outage-shadow.ts'
import { createExpiringCache } from '../../../../server/upstream/credentials/expiring-cache.ts'
import { createSharedCredential } from '../../../../server/upstream/credentials/shared-credential.ts'
import { WECOM } from '../../../../server/wecom/wecom-upstream.ts'
import { turn } from '../../../support/credential-fleet.ts'
import { createManualClock } from '../../../support/manual-clock.ts'
import { createPlainVault } from '../../../support/plain-vault.ts'

const MINUTE = 60_000
const SHADOW = 15 * MINUTE

/** Several processes on one store, which the test can disconnect. */
function openFleet() {
  const clock = createManualClock()
  const failures: unknown[] = []
  const network = { down: false }
  let shared = createMemoryStore(clock.monotonic)
  let fetches = 0

  const reach = <T>(work: () => Promise<T>) => network.down ? Promise.reject(new AppError('store_unavailable')) : work()
  const remote: KeyValueStore = {
    get: key => reach(() => shared.get(key)),
    entry: key => reach(() => shared.entry(key)),
    set: (key, value, ttlMs) => reach(() => shared.set(key, value, ttlMs)),
    replace: (key, value, ttlMs) => reach(() => shared.replace(key, value, ttlMs)),
    take: key => reach(() => shared.take(key)),
    delete: key => reach(() => shared.delete(key)),
    use: (key, limit, item) => reach(() => shared.use(key, limit, item)),
    useOnce: (key, item) => reach(() => shared.useOnce(key, item)),
    acquire: (lock, ttlMs) => reach(() => shared.acquire(lock, ttlMs)),
    append: (journal, text, ttlMs) => reach(() => shared.append(journal, text, ttlMs)),
    endOf: journal => reach(() => shared.endOf(journal)),
    readOn: (journal, after) => reach(() => shared.readOn(journal, after)),
    close: () => shared.close(),
  }
  return {
    clock,
    failures,
    network,
    fetches: () => fetches,
    /** Like a Redis that restarts without its data. */
    empty: () => void (shared = createMemoryStore(clock.monotonic)),
    open: () => createExpiringCache({
      credential: createSharedCredential({
        upstream: WECOM,
        key: 'wecom:test:access_token',
        vault: createPlainVault(createOutageShadow(remote, {
          shadowTtlMs: SHADOW, unknown: 'absent', now: clock.monotonic,
        })),
        fetch: async () => ({ value: `v${++fetches}`, expiresInSeconds: 7_200 }),
        clock,
      }),
      onRefreshFailure: error => failures.push(error),
      clock,
      random: () => 0.5,
    }),
  }
}

describe('credentials during an outage of the store', () => {
  it('are fetched by each process for itself', async () => {
    const { open, network, fetches } = openFleet()
    network.down = true
    const [one, two] = [open(), open()]
    const values = await Promise.all([...Array.from({ length: 100 }, () => one.get()), two.get()])
    expect(values).toEqual([...Array(100).fill('v1'), 'v2'])
    expect(fetches()).toBe(2)
  })

  it('are renewed and replaced during a long outage', async () => {
    const { open, network, clock, failures } = openFleet()
    const cache = open()
    await cache.get()
    network.down = true
    clock.advance(60 * MINUTE) // longer than the shadow remembers
    cache.invalidate(await cache.get())
    expect(await cache.get()).toBe('v2')
    for (let minute = 0; minute < 240; minute++) {
      await cache.get()
      await turn()
      clock.advance(MINUTE)
    }
    expect(failures).toEqual([])
    expect(await cache.get()).toMatch(/^v[345]$/)
  })

  it('are not fetched again when the store comes back empty', async () => {
    const { open, network, fetches, empty } = openFleet()
    const caches = [open(), open(), open()]
    for (const cache of caches) expect(await cache.get()).toBe('v1')
    network.down = true
    for (const cache of caches) await cache.get()
    network.down = false
    empty()
    for (const cache of caches) expect(await cache.get()).toBe('v1')
    expect(fetches()).toBe(1)
    for (const cache of caches) cache.invalidate('v1')
    for (const cache of caches) expect(await cache.get()).toBe('v2')
    expect(fetches()).toBe(2)
  })
})
