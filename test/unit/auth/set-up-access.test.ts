import { describe, expect, it } from 'vitest'
import { createSetUpAccess } from '../../../server/auth/set-up-access.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const MINUTE = 60_000

function setUp(isAlwaysOpen = false) {
  const clock = createManualClock()
  const store = createMemoryStore(clock.monotonic)
  const written: string[] = []
  const vault = createPlainVault({
    ...store,
    set: (key, value, ttlMs) => {
      written.push(key, value)
      return store.set(key, value, ttlMs)
    },
  })
  return { clock, written, access: createSetUpAccess(vault, isAlwaysOpen) }
}

describe('the set-up link', () => {
  it('opens once, and the store holds neither its secret nor the id of the browser', async () => {
    const { access, written } = setUp()
    const link = await access.createLink()
    const entered = await Promise.all([access.enter(link), access.enter(link), access.enter(link)])
    const ids = entered.filter(id => id !== undefined)
    expect(ids).toHaveLength(1)
    expect(await access.mayLook(ids[0])).toBe(true)
    expect(written.some(text => text.includes(link) || text.includes(ids[0]!))).toBe(false)
  })

  it('ends after 15 minutes, and the visit after an hour', async () => {
    const { access, clock } = setUp()
    const [late, inTime] = [await access.createLink(), await access.createLink()]
    clock.advance(15 * MINUTE - 1)
    const id = await access.enter(inTime)
    clock.advance(1)
    expect(await access.enter(late)).toBeUndefined()
    expect(await access.mayLook(id)).toBe(true)
    clock.advance(60 * MINUTE)
    expect(await access.mayLook(id)).toBe(false)
  })

  it('opens nothing after an admin has signed in, and ends visits', async () => {
    const { access } = setUp()
    const [used, kept] = [await access.createLink(), await access.createLink()]
    const id = await access.enter(used)
    await access.noteAdmin()
    expect(await access.isOpen()).toBe(false)
    expect(await access.enter(kept)).toBeUndefined()
    expect(await access.mayLook(id)).toBe(false)
  })

  it('is closed with one write in each process, however many admins come', async () => {
    const { access, written } = setUp()
    await access.noteAdmin()
    const once = written.length
    await access.noteAdmin()
    expect(written).toHaveLength(once)
  })

  it('works also then with NUXT_SETUP_LINK=1', async () => {
    const { access } = setUp(true)
    await access.noteAdmin()
    expect(await access.mayLook(await access.enter(await access.createLink()))).toBe(true)
  })

  it.each([undefined, '', 'f'.repeat(64), ['f'.repeat(64)]])('%j is none', async (link) => {
    const { access } = setUp()
    await access.enter(await access.createLink())
    await access.createLink()
    expect(await access.enter(link)).toBeUndefined()
    expect(await access.mayLook(link)).toBe(false)
  })
})
