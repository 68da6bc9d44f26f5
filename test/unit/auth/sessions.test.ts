import { describe, expect, it } from 'vitest'
import { AppError } from '../../../server/errors/app-error.ts'
import { createSessions } from '../../../server/auth/sessions.ts'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createOutageShadow } from '../../../server/storage/outage-shadow.ts'
import { coded } from '../../support/coded.ts'
import { createManualClock, realClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const HOUR = 3_600_000
const member = { userId: 'zhangsan', name: '张三' }

function setUp() {
  const clock = createManualClock()
  const written: string[] = []
  const lifetimes: number[] = []
  const memory = createMemoryStore(clock.monotonic)
  const after: { get?: () => Promise<void> } = {}
  const fail = { delete: false, acquire: undefined as Error | undefined }
  /** Whether another process holds a lock, and keeps it. */
  const held = { by: (_lock: string) => false }
  const outage = new AppError('store_unavailable')
  const unless = <T>(error: Error | undefined, work: () => Promise<T>) => error ? Promise.reject(error) : work()
  const store: KeyValueStore = {
    ...memory,
    set: (key, value, ttlMs) => {
      written.push(key, value)
      return memory.set(key, value, ttlMs)
    },
    replace: (key, value, ttlMs) => {
      lifetimes.push(ttlMs)
      return memory.replace(key, value, ttlMs)
    },
    delete: key => unless(fail.delete ? outage : undefined, () => memory.delete(key)),
    acquire: (lock, ttlMs) => unless(fail.acquire, async () =>
      held.by(lock) ? undefined : memory.acquire(lock, ttlMs)),
    get: async (key) => {
      const value = await memory.get(key)
      await after.get?.()
      return value
    },
  }
  return {
    sessions: createSessions(createPlainVault(store), clock),
    written,
    /** Lifetimes of the session in the store after each use, milliseconds. */
    lifetimes,
    after,
    /** Methods of the store that fail. */
    fail,
    held,
    advance: clock.advance,
    jump: clock.jump,
  }
}
const settle = () => new Promise(resolve => setImmediate(resolve))

describe('sessions', () => {
  it('belong to the member who signed in', async () => {
    const { sessions } = setUp()
    const id = await sessions.create(member)
    const other = await sessions.create({ userId: 'lisi' })
    expect(id).not.toBe(other)
    expect(await sessions.read(id)).toMatchObject(member)
    expect(await sessions.read(other)).toMatchObject({ userId: 'lisi' })
  })

  it('do not store their id', async () => {
    const { sessions, written } = setUp()
    const id = await sessions.create(member)
    expect(id).toMatch(/^[0-9a-f]{64}$/)
    expect(written.join('\n')).not.toContain(id)
  })

  it.each([
    undefined, null, '', 'x', 'f'.repeat(64), 'f'.repeat(63), 'F'.repeat(64), ['f'.repeat(64)],
    { toString: () => 'f'.repeat(64) },
  ])('refuse %j', async (id) => {
    const { sessions } = setUp()
    await sessions.create(member)
    expect(await sessions.read(id)).toBeUndefined()
    await sessions.end(id)
  })

  it('end after twelve hours without use', async () => {
    const { sessions, advance } = setUp()
    const id = await sessions.create(member)
    for (let i = 0; i < 5; i++) {
      advance(11 * HOUR)
      expect(await sessions.read(id)).toMatchObject(member)
    }
    advance(12 * HOUR)
    expect(await sessions.read(id)).toBeUndefined()
  })

  it('end after twelve hours without their member, although the page goes on asking', async () => {
    const { sessions, lifetimes, advance } = setUp()
    const id = await sessions.create(member)
    for (let hours = 0; hours < 11; hours++) {
      advance(HOUR)
      expect(await sessions.read(id, { isAbsent: true })).toMatchObject(member)
    }
    advance(HOUR)
    expect(await sessions.read(id, { isAbsent: true })).toBeUndefined()
    expect(lifetimes).toEqual([])
  })

  it('end after seven days, also when used', async () => {
    const { sessions, advance } = setUp()
    const id = await sessions.create(member)
    for (let hours = 0; hours < 7 * 24 - 1; hours++) {
      advance(HOUR)
      expect(await sessions.read(id)).toMatchObject(member)
    }
    advance(HOUR)
    expect(await sessions.read(id)).toBeUndefined()
  })

  it.each([7, 8])('end after seven days by our clock, also when the store\'s is behind: %i days', async (days) => {
    const { sessions, lifetimes, jump } = setUp()
    const id = await sessions.create(member)
    jump(days * 24 * HOUR)
    expect(await sessions.read(id)).toBeUndefined()
    expect(lifetimes).toEqual([])
  })

  it('stay in the store for twelve hours after a use, but not beyond seven days', async () => {
    const { sessions, lifetimes, advance } = setUp()
    const id = await sessions.create(member)
    for (let i = 0; i < 15; i++) {
      advance(11 * HOUR)
      await sessions.read(id)
    }
    expect(lifetimes).toEqual([...Array<number>(14).fill(12 * HOUR), 3 * HOUR])
  })

  it('are written once a minute at most', async () => {
    const { sessions, lifetimes, advance } = setUp()
    const id = await sessions.create(member)
    await sessions.read(id)
    advance(59_999)
    await sessions.read(id)
    expect(lifetimes).toHaveLength(0)
    advance(1)
    await sessions.read(id)
    await sessions.read(id)
    expect(lifetimes).toHaveLength(1)
  })

  it('end at once on sign-out', async () => {
    const { sessions } = setUp()
    const id = await sessions.create(member)
    await sessions.end(id)
    expect(await sessions.read(id)).toBeUndefined()
  })

  it('stay ended when the sign-out happens during another request', async () => {
    const { sessions, after, advance } = setUp()
    const id = await sessions.create(member)
    advance(HOUR)
    after.get = () => sessions.end(id)
    expect(await sessions.read(id)).toBeUndefined()
    after.get = undefined
    expect(await sessions.read(id)).toBeUndefined()
  })
})

describe('the sessions of a member', () => {
  it('are listed with the newest first, those that have ended left out', async () => {
    const { sessions, advance } = setUp()
    const first = await sessions.create(member, 'Windows')
    advance(HOUR)
    const second = await sessions.create(member, 'iPhone')
    await sessions.create({ userId: 'lisi' }, 'Mac')
    expect(await sessions.of('zhangsan', first)).toMatchObject([
      { userAgent: 'iPhone', current: false }, { userAgent: 'Windows', current: true },
    ])
    await sessions.end(second)
    expect(await sessions.of('zhangsan')).toMatchObject([{ userAgent: 'Windows', current: false }])
    advance(12 * HOUR)
    expect(await sessions.of('zhangsan')).toEqual([])
  })

  it('end together, and no other member\'s', async () => {
    const { sessions } = setUp()
    const ids: string[] = []
    for (let i = 0; i < 10; i++) ids.push(await sessions.create(member))
    const other = await sessions.create({ userId: 'lisi' })
    expect(await sessions.endAll('zhangsan')).toBe(10)
    for (const id of ids) expect(await sessions.read(id)).toBeUndefined()
    expect(await sessions.read(other)).toMatchObject({ userId: 'lisi' })
    expect(await sessions.endAll('zhangsan')).toBe(0)
  })

  it('are twenty at most: a new one ends the oldest', async () => {
    const { sessions, advance } = setUp()
    const ids: string[] = []
    for (let i = 0; i < 25; i++) {
      ids.push(await sessions.create(member))
      advance(1_000)
    }
    const open = await Promise.all(ids.map(async id => await sessions.read(id) !== undefined))
    expect(open).toEqual([...Array<boolean>(5).fill(false), ...Array<boolean>(20).fill(true)])
    expect(await sessions.of('zhangsan')).toHaveLength(20)
  })

  it('do not count when they have ended: a client that is confirmed all day signs no other browser out', async () => {
    const { sessions, advance } = setUp()
    const browser = await sessions.create(member, 'Windows')
    let client = await sessions.create(member, 'WeCom')
    for (let i = 0; i < 50; i++) {
      advance(600_000)
      const next = await sessions.create(member, 'WeCom')
      await sessions.end(client)
      client = next
      expect(await sessions.read(browser)).toMatchObject(member)
    }
    expect(await sessions.of('zhangsan')).toMatchObject([{ userAgent: 'WeCom' }, { userAgent: 'Windows' }])
    expect(await sessions.endAll('zhangsan')).toBe(2)
  })

  it('that begin at the same time are all in the list', async () => {
    const sessions = createSessions(createPlainVault(), realClock)
    await Promise.all(Array.from({ length: 10 }, () => sessions.create(member)))
    expect(await sessions.endAll('zhangsan')).toBe(10)
  })

  it('are found again after ending them failed', async () => {
    const { sessions, fail } = setUp()
    const id = await sessions.create(member)
    fail.delete = true
    await expect(sessions.endAll('zhangsan')).rejects.toEqual(coded('store_unavailable'))
    fail.delete = false
    expect(await sessions.endAll('zhangsan')).toBe(1)
    expect(await sessions.read(id)).toBeUndefined()
  })

  it('do not count as ended when only this process forgets them, while Redis is away', async () => {
    const outage = { isOn: false }
    const redis = new Proxy(createMemoryStore(() => performance.now()), {
      get: (store, name) => outage.isOn
        ? () => Promise.reject(new AppError('store_unavailable'))
        : Reflect.get(store, name) as unknown,
    })
    const shadow = createOutageShadow(redis, { shadowTtlMs: 15 * 60_000, unknown: 'refused' })
    const sessions = createSessions(createPlainVault(shadow), realClock)
    const ids = [await sessions.create(member), await sessions.create(member)]
    await sessions.of('zhangsan')
    outage.isOn = true
    await expect(sessions.endAll('zhangsan')).rejects.toEqual(coded('store_unavailable'))
    outage.isOn = false
    expect(await sessions.endAll('zhangsan')).toBe(2)
    expect(await Promise.all(ids.map(id => sessions.read(id)))).toEqual([undefined, undefined])
  })

  it('are all in the list when a process lost the lock while it changed the list', async () => {
    const { sessions, after, advance } = setUp()
    await sessions.create(member)
    after.get = async () => {
      after.get = undefined
      advance(2_000)
    }
    const second = sessions.create(member)
    await settle()
    advance(25)
    await second
    expect(await sessions.of('zhangsan')).toHaveLength(2)
  })

  it('begin without the list while another process keeps it locked; other members do not wait', async () => {
    const { sessions, held, advance } = setUp()
    held.by = lock => lock.includes('zhangsan')
    await sessions.create({ userId: 'lisi' })
    expect(await sessions.of('lisi')).toHaveLength(1)
    const created = sessions.create(member)
    for (let waited = 0; waited < 3_000; waited += 25) {
      await settle()
      advance(25)
    }
    expect(await sessions.read(await created)).toMatchObject(member)
    expect(await sessions.of('zhangsan')).toEqual([])
  })

  it('do not begin when the list fails for another reason', async () => {
    const { sessions, fail } = setUp()
    fail.acquire = new TypeError('a bug')
    await expect(sessions.create(member)).rejects.toThrow('a bug')
  })

  it('begin without the list while the store is away', async () => {
    const { sessions, fail } = setUp()
    fail.acquire = new AppError('store_unavailable')
    const id = await sessions.create(member)
    expect(await sessions.read(id)).toMatchObject(member)
  })
})

it('a browser is sent to WeCom once a minute at most, to confirm its member', async () => {
  const { sessions, advance, fail } = setUp()
  const [one, other] = [await sessions.create(member), await sessions.create(member)]
  const atOnce = await Promise.all(Array.from({ length: 5 }, () => sessions.startConfirmation(one)))
  expect(atOnce.filter(Boolean)).toHaveLength(1)
  expect(await sessions.startConfirmation(other)).toBe(true)
  advance(59_999)
  expect(await sessions.startConfirmation(one)).toBe(false)
  advance(1)
  expect(await sessions.startConfirmation(one)).toBe(true)
  for (const malformed of [undefined, '', [one]]) expect(await sessions.startConfirmation(malformed)).toBe(false)
  fail.acquire = new AppError('store_unavailable')
  await expect(sessions.startConfirmation(one)).rejects.toEqual(coded('store_unavailable'))
})
