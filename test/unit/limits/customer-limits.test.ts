import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../server/errors/app-error.ts'
import { createCustomerLimits } from '../../../server/limits/customer-limits.ts'
import { createLimits } from '../../../server/limits/limits.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { coded } from '../../support/coded.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const MINUTE = 60_000
const known = async () => {}
const unknown = () => Promise.reject(new AppError('customer_not_found'))

let time: number
let uses: number
/** Two processes on one store. */
let fleet: ReturnType<typeof createCustomerLimits>[]
beforeEach(() => {
  time = 0
  uses = 0
  const store = createMemoryStore(() => time)
  const vault = createPlainVault({ ...store, use: (...use) => {
    uses++
    return store.use(...use)
  } })
  fleet = [1, 2].map(() =>
    createCustomerLimits(createLimits({ access: vault, refetchable: vault, factors: {} }), () => time))
})

/** @returns how many of the ids `first` to `last` the member may ask for, over both processes */
async function asked(first: number, last: number, access: () => Promise<void>) {
  let calls = 0
  await Promise.all(Array.from({ length: last - first + 1 }, async (_, index) => {
    const outcome = fleet[index % 2]!('lin', `wm${first + index}`, async () => {
      calls++
      return access()
    })
    await outcome.catch((error: unknown) => {
      expect(['too_many_requests', 'customer_not_found']).toContain((error as AppError).code)
    })
  }))
  return calls
}

describe('the customers of a member', () => {
  it('are limited in two windows, one after the other', async () => {
    for (let i = 0; i < 119; i++) await fleet[i % 2]!('lin', `wm${i}`, known)
    await fleet[0]!('lin', 'wm119', known)
    await expect(fleet[1]!('lin', 'wm120', known)).rejects.toEqual(coded('too_many_requests'))
    await fleet[1]!('zhao', 'wm120', known)
    time = 5 * MINUTE
    await fleet[0]!('lin', 'wm120', known)
  })

  it('are free while the member comes back to them', async () => {
    await fleet[0]!('lin', 'wm1', known)
    const first = uses
    for (let i = 0; i < 500; i++) await fleet[0]!('lin', 'wm1', known)
    expect(uses).toBe(first)
    // Another process counts the same customer once.
    for (let i = 2; i <= 120; i++) await fleet[0]!('lin', `wm${i}`, known)
    await fleet[1]!('lin', 'wm1', known)
    time = 5 * MINUTE
    await fleet[0]!('lin', 'wm1', known)
    expect(uses).toBeGreaterThan(first)
  })

  it('are not asked for beyond the limit, also when many are opened at once', async () => {
    expect(await asked(1, 30, known)).toBe(30)
    expect(await asked(31, 60, known)).toBe(30)
    expect(await asked(61, 90, known)).toBe(30)
    expect(await asked(91, 120, known)).toBe(30)
    expect(await asked(121, 1_000, known)).toBe(0)
  })
})

describe('ids that are not a customer of the member', () => {
  it('have a low limit, however many are tried at once', async () => {
    expect(await asked(1, 1_500, unknown)).toBe(30)
    expect(await asked(1_501, 1_600, unknown)).toBe(0)
    time = 5 * MINUTE
    expect(await asked(2_001, 2_100, unknown)).toBe(30)
  })

  it('do not count as customers', async () => {
    await asked(1, 30, unknown)
    for (let minute = 5; minute <= 100; minute += 5) {
      time = minute * MINUTE
      await asked(minute * 100, minute * 100 + 29, unknown)
    }
    // 600 customers in an hour are still free: the last hour had 360 unknown ids.
    time += 5 * MINUTE
    for (let i = 0; i < 120; i++) await fleet[0]!('lin', `wm of mine ${i}`, known)
  })

  it('do not count when WeCom could not answer', async () => {
    const outage = () => Promise.reject(new AppError('wecom_unavailable'))
    for (let i = 0; i < 200; i++) {
      await expect(fleet[i % 2]!('lin', `wm${i}`, outage)).rejects.toEqual(coded('wecom_unavailable'))
    }
  })
})
