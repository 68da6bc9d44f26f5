import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../server/errors/app-error.ts'
import { LIMITS, windowsOf } from '../../../server/limits/limit-table.ts'
import type { LimitFactors, LimitName } from '../../../server/limits/limit-table.ts'
import { createLimits } from '../../../server/limits/limits.ts'
import type { LimitOwner, Limits } from '../../../server/limits/limits.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import type { Limit } from '../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createVault } from '../../../server/storage/vault.ts'
import { coded } from '../../support/coded.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const lin: LimitOwner = { member: 'lin' }

let time: number
/** The limits of two processes on one store. */
let fleet: [Limits, Limits]
function openFleet(factors: LimitFactors = {}): [Limits, Limits] {
  const vault = createPlainVault(createMemoryStore(() => time))
  const open = () => createLimits({ access: vault, refetchable: vault, factors })
  return [open(), open()]
}
beforeEach(() => {
  time = 0
  fleet = openFleet()
})

/** @returns how many of `attempts` uses are allowed, over both processes */
async function allowed(attempts: number, name: LimitName, owner: LimitOwner | (() => LimitOwner)): Promise<number> {
  const uses = await Promise.allSettled(Array.from({ length: attempts }, (_, index) =>
    fleet[index % 2]!.spend(name, typeof owner === 'function' ? owner() : owner)))
  for (const use of uses) if (use.status === 'rejected') expect(use.reason).toEqual(coded('too_many_requests'))
  return uses.filter(({ status }) => status === 'fulfilled').length
}

describe('limits over all processes', () => {
  it('count each member in a window that moves', async () => {
    expect(await allowed(19, 'reveals', lin)).toBe(19)
    time = HOUR - 1
    expect(await allowed(100, 'reveals', lin)).toBe(1)
    expect(await allowed(100, 'reveals', { member: 'zhao' })).toBe(20)
    time = HOUR
    expect(await allowed(100, 'reveals', lin)).toBe(19)
    time = 2 * HOUR - 1
    expect(await allowed(100, 'reveals', lin)).toBe(1)
  })

  it('let a member ask 20 times in an hour who follows a person', async () => {
    expect(await allowed(21, 'followerQuestions', lin)).toBe(20)
    time = HOUR
    expect(await allowed(21, 'followerQuestions', lin)).toBe(20)
  })

  it('hold in each of several windows', async () => {
    expect(await allowed(200, 'groups', lin)).toBe(120)
    for (let i = 1; i < 5; i++) {
      time += 5 * MINUTE
      expect(await allowed(200, 'groups', lin)).toBe(120)
    }
    time += 5 * MINUTE
    expect(await allowed(200, 'groups', lin)).toBe(0)
    time = HOUR
    expect(await allowed(200, 'groups', lin)).toBe(120)
  })

  it('count clients apart, and all of them together', async () => {
    expect(await allowed(200, 'memberSessions', { client: 'a' })).toBe(120)
    // What is refused to one client is not taken from the others.
    let clients = 0
    expect(await allowed(3_100, 'memberSessions', () => ({ client: `client ${clients++}` }))).toBe(2_880)
    expect(await allowed(10, 'memberSessions', { client: 'b' })).toBe(0)
    expect(await allowed(10, 'miniProgramSessions', { client: 'b' })).toBe(10)
    time = MINUTE
    expect(await allowed(200, 'memberSessions', { client: 'a' })).toBe(120)
  })

  it('count only all together where the client is not known', async () => {
    expect(await allowed(3_100, 'memberSessions', {})).toBe(3_000)
  })

  it('count an item once', async () => {
    for (let i = 0; i < 50; i++) await fleet[i % 2]!.spend('unknownCustomers', lin, `wm${i % 30}`)
    await expect(fleet[0].spend('unknownCustomers', lin, 'wm30')).rejects.toEqual(coded('too_many_requests'))
    await fleet[1].spend('unknownCustomers', lin, 'wm7')
  })

  it('take a use back from every window', async () => {
    for (let i = 0; i < 700; i++) await (await fleet[i % 2]!.spend('customers', lin, `wm${i}`)).undo()
    expect(await allowed(200, 'customers', lin)).toBe(120)
  })
})

describe('limits', () => {
  it('say which one is reached and when to come back', async () => {
    for (let i = 0; i < 20; i++) {
      await fleet[0].spend('reveals', lin)
      time += MINUTE
    }
    await expect(fleet[1].spend('reveals', lin))
      .rejects.toMatchObject({ detail: 'reveals', retryAfterSeconds: 40 * 60 })
  })

  it('are multiplied by the factors of the deployment, and never become 0', () => {
    expect(windowsOf('customers', { customers: 2 }).map(({ limit }) => limit)).toEqual([240, 1_200])
    fc.assert(fc.property(
      fc.constantFrom(...Object.keys(LIMITS) as LimitName[]), fc.double({ min: 0.1, max: 10, noNaN: true }),
      (name, factor) => {
        for (const [index, { limit }] of windowsOf(name, { [name]: factor }).entries()) {
          expect(limit).toBeGreaterThanOrEqual(1)
          expect(Math.abs(limit - LIMITS[name].windows[index]!.limit * factor)).toBeLessThanOrEqual(1)
        }
      },
    ))
  })

  it('store no userid and no address', async () => {
    const keys: string[] = []
    const store = createMemoryStore()
    const counting = { ...store, use: (key: string, ...rest: [Limit, string?]) => {
      keys.push(key)
      return store.use(key, ...rest)
    } }
    const vault = createVault(counting, createEncryption(['a password of thirty-two characters'], 'store'))
    const { spend } = createLimits({ access: vault, refetchable: vault, factors: {} })
    await spend('writes', lin)
    await spend('signIns', { client: '192.0.2.1' })
    expect(keys).toHaveLength(3)
    for (const key of keys) expect(key).not.toMatch(/lin\b|192/)
  })

  it('refuse without the store where a count decides about personal data', async () => {
    const fails = createPlainVault({
      ...createMemoryStore(), use: () => Promise.reject(new AppError('store_unavailable')),
    })
    const { spend } = createLimits({ access: fails, refetchable: createPlainVault(), factors: {} })
    await expect(spend('reveals', lin)).rejects.toEqual(coded('store_unavailable'))
    await expect(spend('followerQuestions', lin)).rejects.toEqual(coded('store_unavailable'))
    await spend('writes', lin)
  })
})
