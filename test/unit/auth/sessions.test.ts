import { describe, expect, it } from 'vitest'
import { createSessions } from '../../../server/auth/sessions.ts'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const HOUR = 3_600_000
const member = { userId: 'zhangsan', name: '张三' }

function setUp() {
  let time = 1_700_000_000_000
  const written: string[] = []
  const lifetimes: number[] = []
  const memory = createMemoryStore(() => time)
  const after: { get?: () => Promise<void> } = {}
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
    get: async (key) => {
      const value = await memory.get(key)
      await after.get?.()
      return value
    },
  }
  return {
    sessions: createSessions(createPlainVault(store), () => time),
    written,
    /** Lifetimes of the session in the store after each use, milliseconds. */
    lifetimes,
    after,
    advance: (ms: number) => time += ms,
  }
}

describe('sessions', () => {
  it('belong to the member who signed in', async () => {
    const { sessions } = setUp()
    const id = await sessions.create(member)
    const other = await sessions.create({ userId: 'lisi' })
    expect(id).not.toBe(other)
    expect(await sessions.read(id)).toEqual(member)
    expect(await sessions.read(other)).toEqual({ userId: 'lisi', name: undefined })
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
      expect(await sessions.read(id)).toEqual(member)
    }
    advance(12 * HOUR)
    expect(await sessions.read(id)).toBeUndefined()
  })

  it('end after seven days, also when used', async () => {
    const { sessions, advance } = setUp()
    const id = await sessions.create(member)
    for (let hours = 0; hours < 7 * 24 - 1; hours++) {
      advance(HOUR)
      expect(await sessions.read(id)).toEqual(member)
    }
    advance(HOUR)
    expect(await sessions.read(id)).toBeUndefined()
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
