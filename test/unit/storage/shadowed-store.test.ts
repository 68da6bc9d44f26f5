import { beforeEach, describe, expect, it } from 'vitest'
import type { KeyValueStore, Lease } from '../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createShadowedStore } from '../../../server/storage/shadowed-store.ts'
import { describeKeyValueStore, inSimulatedTime } from './key-value-store.contract.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { coded } from '../../support/coded.ts'

const MINUTE = 60_000
const SHADOW = 15 * MINUTE
const DAY = 24 * 60 * MINUTE

/** The shared store, which can be made unreachable. */
function breakable(store: KeyValueStore) {
  const state = { down: false }
  async function reach<T>(work: () => Promise<T>): Promise<T> {
    if (state.down) throw new AppError('store_unavailable')
    return work()
  }
  const guarded = (lease: Lease | undefined) => lease && {
    set: (key: string, value: string, ttlMs: number) => reach(() => lease.set(key, value, ttlMs)),
    renew: (ttlMs: number) => reach(() => lease.renew(ttlMs)),
    release: () => reach(() => lease.release()),
  }
  const reachable: KeyValueStore = {
    get: key => reach(() => store.get(key)),
    entry: key => reach(() => store.entry(key)),
    set: (key, value, ttlMs) => reach(() => store.set(key, value, ttlMs)),
    replace: (key, value, ttlMs) => reach(() => store.replace(key, value, ttlMs)),
    take: key => reach(() => store.take(key)),
    delete: key => reach(() => store.delete(key)),
    increment: (key, ttlMs) => reach(() => store.increment(key, ttlMs)),
    acquire: (lock, ttlMs) => reach(async () => guarded(await store.acquire(lock, ttlMs))),
    close: () => store.close(),
  }
  return { state, reachable }
}

describeKeyValueStore('shadowed', inSimulatedTime(now => createShadowedStore(createMemoryStore(now), { shadowTtlMs: SHADOW, unknown: 'refused', now })))

describe('shadowed store', () => {
  let time: number
  let shared: KeyValueStore
  let network: { down: boolean }
  let open: (unknown?: 'refused' | 'absent') => KeyValueStore
  beforeEach(() => {
    time = 1
    const now = () => time
    shared = createMemoryStore(now)
    const { state, reachable } = breakable(shared)
    network = state
    open = (unknown = 'refused') => createShadowedStore(reachable, { shadowTtlMs: SHADOW, unknown, now })
  })

  it('goes on in an outage with what this process wrote or read, and refuses what it never saw', async () => {
    const [store, other] = [open(), open()]
    await store.set('written', '1', DAY)
    await other.set('read', '2', DAY)
    await store.get('read')
    await other.set('never seen', '3', DAY)
    network.down = true
    expect([await store.get('written'), await store.get('read')]).toEqual(['1', '2'])
    for (const key of ['never seen', 'nowhere']) await expect(store.get(key)).rejects.toThrow(coded('store_unavailable'))
    await expect(store.take('never seen')).rejects.toThrow(coded('store_unavailable'))
  })

  it('remembers no longer than promised, however often it is asked during the outage', async () => {
    const store = open()
    await store.set('session', '1', DAY)
    network.down = true
    for (let minute = 0; minute < 14; minute++) {
      time += MINUTE
      expect(await store.get('session')).toBe('1')
    }
    time += MINUTE
    await expect(store.get('session')).rejects.toThrow(coded('store_unavailable'))
  })

  it('remembers no longer than promised what is replaced all the time during the outage', async () => {
    const store = open()
    await store.set('session', '1', DAY)
    network.down = true
    for (let minute = 0; minute < 15; minute++) {
      expect(await store.replace('session', '2', DAY)).toBe(true)
      expect(await store.get('session')).toBe('1')
      time += MINUTE
    }
    expect(await store.replace('session', '2', DAY)).toBe(false)
    await expect(store.get('session')).rejects.toThrow(coded('store_unavailable'))
  })

  it('remembers anew what the store has replaced, and forgets what it no longer had', async () => {
    const [store, other] = [open(), open()]
    await store.set('session', '1', DAY)
    await store.set('ended', '1', DAY)
    time += 14 * MINUTE
    await store.replace('session', '2', DAY)
    await other.delete('ended')
    expect(await store.replace('ended', '2', DAY)).toBe(false)
    network.down = true
    time += 14 * MINUTE
    expect(await store.get('session')).toBe('2')
    await expect(store.get('ended')).rejects.toThrow(coded('store_unavailable'))
  })

  it('takes what it does not know as absent, where the value can be had anew', async () => {
    const store = open('absent')
    network.down = true
    expect(await store.get('token')).toBeUndefined()
    expect(await store.take('token')).toBeUndefined()
    await store.set('token', '1', DAY)
    expect(await store.get('token')).toBe('1')
  })

  it('believes the store as soon as it is there again', async () => {
    const [store, other] = [open(), open()]
    await store.set('session', '1', DAY)
    await other.delete('session')
    expect(await store.get('session')).toBeUndefined()
    network.down = true
    await expect(store.get('session')).rejects.toThrow(coded('store_unavailable'))
    await store.set('session', 'of the outage', DAY)
    network.down = false
    expect(await store.get('session')).toBeUndefined()
  })

  it('does not pretend to have deleted anything', async () => {
    const store = open()
    await store.set('session', '1', DAY)
    network.down = true
    await expect(store.delete('session')).rejects.toThrow(coded('store_unavailable'))
    await expect(store.get('session')).rejects.toThrow(coded('store_unavailable'))
  })

  it('gives a one-time value once, outage or not', async () => {
    const store = open()
    await store.set('state', '1', DAY)
    await store.set('other', '2', DAY)
    expect(await store.take('state')).toBe('1')
    network.down = true
    await expect(store.take('state')).rejects.toThrow(coded('store_unavailable'))
    expect(await store.take('other')).toBe('2')
    await expect(store.take('other')).rejects.toThrow(coded('store_unavailable'))
  })

  it('locks within this process during an outage, and over all of them otherwise', async () => {
    const [store, other] = [open(), open()]
    const lease = await store.acquire('lock', MINUTE)
    expect(await other.acquire('lock', MINUTE)).toBeUndefined()
    network.down = true
    expect(await lease!.set('token', '1', DAY)).toBe(true)
    expect(await store.get('token')).toBe('1')
    await lease!.release()
    const local = await store.acquire('lock', MINUTE)
    expect(await store.acquire('lock', MINUTE)).toBeUndefined()
    expect(await local!.set('token', '2', DAY)).toBe(true)
    expect(await store.get('token')).toBe('2')
    await local!.release()
    expect(await store.acquire('lock', MINUTE)).toBeDefined()
    network.down = false
    time += MINUTE
    expect(await store.acquire('lock', MINUTE)).toBeDefined()
    expect(await other.acquire('lock', MINUTE)).toBeUndefined()
  })

  it('passes on what is not an outage', async () => {
    const broken = { ...shared, get: () => Promise.reject(new TypeError('a bug')) }
    await expect(createShadowedStore(broken, { shadowTtlMs: SHADOW, unknown: 'absent' }).get('a')).rejects.toThrow(TypeError)
  })
})
