import { beforeEach, describe, expect, it } from 'vitest'
import type { KeyValueStore } from '../../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../../server/storage/memory-store.ts'
import { createSharedCredential } from '../../../../server/upstream/credentials/shared-credential.ts'
import type { Credential } from '../../../../server/upstream/credentials/shared-credential.ts'
import { WECOM } from '../../../../server/wecom/wecom-upstream.ts'
import { turn } from '../../../support/credential-fleet.ts'
import { createManualClock } from '../../../support/manual-clock.ts'
import type { ManualClock } from '../../../support/manual-clock.ts'
import { createPlainVault } from '../../../support/plain-vault.ts'

const KEY = 'wecom:test:access_token'
const HOUR = 3_600_000

let clock: ManualClock
let store: KeyValueStore
let fetches: number
let fetch: () => Promise<Credential>
/** Runs before a process gets the lock. */
let beforeLock: () => Promise<unknown>
let locks: number
let renewals: number
beforeEach(() => {
  clock = createManualClock()
  const memory = createMemoryStore(clock.monotonic)
  fetches = locks = renewals = 0
  fetch = async () => ({ value: `v${fetches}`, expiresInSeconds: 7_200 })
  beforeLock = async () => {}
  store = { ...memory, async acquire(lock, ttlMs) {
    locks++
    await beforeLock()
    const lease = await memory.acquire(lock, ttlMs)
    return lease && { ...lease, renew(newTtlMs) {
      renewals++
      return lease.renew(newTtlMs)
    } }
  } }
})

const open = () => createSharedCredential({
  upstream: WECOM, key: KEY, vault: createPlainVault(store), clock, fetch() {
    fetches++
    return fetch()
  },
})
/** Lets simulated time pass. */
async function pass(ms: number) {
  for (let passed = 0; passed < ms; passed += 100) {
    await turn()
    clock.advance(100)
  }
  await turn()
}

describe('a shared credential', () => {
  it('that is stored is had without the lock', async () => {
    await open().obtain()
    expect([locks, fetches]).toEqual([1, 1])
    expect(await open().obtain()).toMatchObject({ value: 'v1' })
    expect([locks, fetches]).toEqual([1, 1])
  })

  it('is not fetched again by a process that gets the lock just after another has fetched', async () => {
    beforeLock = () => {
      beforeLock = async () => {}
      return open().obtain()
    }
    expect(await open().obtain()).toMatchObject({ value: 'v1' })
    expect(fetches).toBe(1)
  })

  it('is given up after eight seconds while another process keeps the lock', async () => {
    await store.acquire(`${KEY}:lock`, HOUR)
    const outcome = open().obtain().catch((error: unknown) => error)
    await pass(7_900)
    expect(await Promise.race([outcome, turn().then(() => 'waits')])).toBe('waits')
    await pass(200)
    expect(await outcome).toMatchObject({ code: 'wecom_unavailable', reason: 'timeout', endpoint: 'access_token' })
    expect(fetches).toBe(0)
  })

  it('is fetched by another process when the first hangs for eight seconds', async () => {
    fetch = () => fetches === 1 ? new Promise(() => {}) : Promise.resolve({ value: 'second', expiresInSeconds: 7_200 })
    void open().obtain()
    await pass(6_000)
    const second = open().obtain()
    await pass(6_000)
    expect(await second).toMatchObject({ value: 'second' })
  })

  it('that is dead and comes again stops the calls for this value, and no others', async () => {
    fetch = async () => ({ value: 'dead', expiresInSeconds: 7_200 })
    await open().obtain('dead')
    await expect(open().obtain('dead')).rejects.toMatchObject({ reason: 'dead_value' })
    fetch = async () => ({ value: 'new', expiresInSeconds: 7_200 })
    await store.delete(KEY)
    expect(await open().obtain('another')).toMatchObject({ value: 'new' })
  })

  it('needs its lock no more when it is fetched', async () => {
    await open().obtain()
    await pass(5_000)
    expect(renewals).toBe(0)
  })

  it.each([[2 * HOUR, 'x'], [2 * HOUR + 1, undefined]])('lives two hours at most: %i ms', async (ms, value) => {
    const entry = { value: 'x', generation: 'g', storedAt: clock.wall(), expiresAt: clock.wall() + ms }
    await store.set(KEY, JSON.stringify(entry), ms)
    expect((await open().read())?.value).toBe(value)
  })

  it('from a clock that is a minute ahead is used, from one that is further ahead it is not', async () => {
    for (const [ahead, value] of [[60_000, 'x'], [60_001, undefined]] as const) {
      const entry = { value: 'x', generation: 'g', storedAt: clock.wall() + ahead, expiresAt: clock.wall() + HOUR }
      await store.set(KEY, JSON.stringify(entry), HOUR)
      expect((await open().read())?.value).toBe(value)
    }
  })
})
