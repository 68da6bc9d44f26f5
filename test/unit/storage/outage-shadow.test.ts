import { beforeEach, describe, expect, it } from 'vitest'
import type { KeyValueStore, Lease } from '../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createOutageShadow } from '../../../server/storage/outage-shadow.ts'
import { describeKeyValueStore, inSimulatedTime } from './key-value-store.contract.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { coded } from '../../support/coded.ts'

const MINUTE = 60_000
const SHADOW = 15 * MINUTE
const DAY = 24 * 60 * MINUTE

/** The shared store, with a switch that makes it unreachable. */
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
    use: (key, limit, item) => reach(() => store.use(key, limit, item)),
    useOnce: (key, item) => reach(() => store.useOnce(key, item)),
    acquire: (lock, ttlMs) => reach(async () => guarded(await store.acquire(lock, ttlMs))),
    append: (journal, text, ttlMs) => reach(() => store.append(journal, text, ttlMs)),
    endOf: journal => reach(() => store.endOf(journal)),
    readOn: (journal, after) => reach(() => store.readOn(journal, after)),
    close: () => store.close(),
  }
  return { state, reachable }
}

describe.each(['refused', 'absent'] as const)('unknown values are %s:', (unknown) => {
  describeKeyValueStore('the outage shadow', inSimulatedTime((now) => {
    return createOutageShadow(createMemoryStore(now), { shadowTtlMs: SHADOW, unknown, now })
  }))
})

describe('the outage shadow', () => {
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
    open = (unknown = 'refused') => createOutageShadow(reachable, { shadowTtlMs: SHADOW, unknown, now })
  })

  it('keeps values that this process wrote or read during an outage, and refuses unknown ones', async () => {
    const [store, other] = [open(), open()]
    await store.set('written', '1', DAY)
    await other.set('read', '2', DAY)
    await store.get('read')
    await other.set('never seen', '3', DAY)
    network.down = true
    expect([await store.get('written'), await store.get('read')]).toEqual(['1', '2'])
    for (const key of ['never seen', 'nowhere']) {
      await expect(store.get(key)).rejects.toThrow(coded('store_unavailable'))
    }
    await expect(store.take('never seen')).rejects.toThrow(coded('store_unavailable'))
  })

  it('drops a value after its time, however often it is read during the outage', async () => {
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

  it('drops a value after its time, however often it is replaced during the outage', async () => {
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

  it('keeps a replaced value for the full time again, and drops one that was deleted elsewhere', async () => {
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

  it('keeps no value longer than it lives, however it was written or read', async () => {
    const [store, other] = [open('absent'), open('absent')]
    const lease = (await store.acquire('lock', MINUTE))!
    await lease.set('of the lock', '1', MINUTE)
    await other.set('read', '2', MINUTE)
    expect(await store.entry('read')).toEqual({ value: '2', ttlMs: MINUTE })
    network.down = true
    expect(await store.entry('of the lock')).toEqual({ value: '1', ttlMs: MINUTE })
    expect(await store.entry('read')).toEqual({ value: '2', ttlMs: MINUTE })
    time += MINUTE
    for (const key of ['of the lock', 'read']) expect(await store.get(key)).toBeUndefined()
  })

  it('has no value that was not written, because the lock was lost', async () => {
    const store = open('absent')
    const lease = (await store.acquire('lock', MINUTE))!
    time += MINUTE
    expect(await lease.set('token', 'late', DAY)).toBe(false)
    network.down = true
    expect(await store.get('token')).toBeUndefined()
  })

  it('lets the holder of a lock, and of a use, go on during an outage', async () => {
    const store = open('absent')
    const lease = (await store.acquire('lock', MINUTE))!
    network.down = true
    expect(await lease.renew(MINUTE)).toBe(true)
    await lease.release()
    const away = () => Promise.reject(new AppError('store_unavailable'))
    const losing = { ...shared, use: async () => ({ granted: true as const, undo: away, keep: away }) }
    const shadow = createOutageShadow(losing, { shadowTtlMs: SHADOW, unknown: 'absent' })
    const use = await shadow.use('reveal', { limit: 2, windowMs: MINUTE })
    if (!use.granted) return expect.unreachable()
    await use.keep()
    await use.undo()
  })

  it('refuses the lifetime of a value that it does not know', async () => {
    network.down = true
    await expect(open().entry('nowhere')).rejects.toThrow(coded('store_unavailable'))
  })

  it('closes the store', async () => {
    const store = open()
    await store.set('session', '1', DAY)
    await store.close()
    expect(await shared.get('session')).toBeUndefined()
  })

  it('treats an unknown value as absent, where it can be fetched again', async () => {
    const store = open('absent')
    network.down = true
    expect(await store.get('token')).toBeUndefined()
    expect(await store.take('token')).toBeUndefined()
    await store.set('token', '1', DAY)
    expect(await store.get('token')).toBe('1')
  })

  it('uses the store again as soon as it is back', async () => {
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

  it('reports a delete that failed', async () => {
    const store = open()
    await store.set('session', '1', DAY)
    network.down = true
    await expect(store.delete('session')).rejects.toThrow(coded('store_unavailable'))
    await expect(store.get('session')).rejects.toThrow(coded('store_unavailable'))
  })

  it('has no journal of its own: what one process appends, others could not read', async () => {
    const store = open('absent')
    await store.append('changes', 'a', DAY)
    const end = await store.endOf('changes')
    network.down = true
    for (const work of [store.append('changes', 'b', DAY), store.endOf('changes'), store.readOn('changes', end)]) {
      await expect(work).rejects.toThrow(coded('store_unavailable'))
    }
    network.down = false
    expect(await store.readOn('changes', end)).toEqual({ texts: [], end })
  })

  it('returns a one-time value once, also during an outage', async () => {
    const store = open()
    await store.set('state', '1', DAY)
    await store.set('other', '2', DAY)
    expect(await store.take('state')).toBe('1')
    network.down = true
    await expect(store.take('state')).rejects.toThrow(coded('store_unavailable'))
    expect(await store.take('other')).toBe('2')
    await expect(store.take('other')).rejects.toThrow(coded('store_unavailable'))
  })

  it('locks within this process during an outage, and over all processes otherwise', async () => {
    const [store, other] = [open('absent'), open('absent')]
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

  it('refuses a lock that decides about access during an outage', async () => {
    const store = open()
    expect(await store.acquire('nonce', MINUTE)).toBeDefined()
    network.down = true
    for (const lock of ['nonce', 'another']) {
      await expect(store.acquire(lock, MINUTE)).rejects.toThrow(coded('store_unavailable'))
    }
  })

  it('grants no item during an outage: another process may have used it', async () => {
    const store = open('absent')
    const item = { id: 'x', datedAt: 1, now: 0, toleranceMs: MINUTE }
    expect((await store.useOnce('a', item)).granted).toBe(true)
    network.down = true
    await expect(store.useOnce('a', { ...item, id: 'y' })).rejects.toThrow(coded('store_unavailable'))
    network.down = false
    expect((await store.useOnce('a', item)).granted).toBe(false)
  })

  it('counts the uses of this process during an outage', async () => {
    const store = open()
    const use = async () => (await store.use('reveal', { limit: 2, windowMs: MINUTE })).granted
    network.down = true
    expect([await use(), await use(), await use()]).toEqual([true, true, false])
    time += MINUTE
    expect(await use()).toBe(true)
  })

  it('does not hide errors that are no outage', async () => {
    const broken = { ...shared, get: () => Promise.reject(new TypeError('a bug')) }
    const store = createOutageShadow(broken, { shadowTtlMs: SHADOW, unknown: 'absent' })
    await expect(store.get('a')).rejects.toThrow(TypeError)
  })
})
