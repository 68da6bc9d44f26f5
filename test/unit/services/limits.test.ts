import { beforeEach, describe, expect, it } from 'vitest'
import { createLimits } from '../../../server/services/limits.ts'
import type { Limits } from '../../../server/services/limits.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { coded } from '../../support/coded.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let time: number
/** The limits of two processes on one store. */
let fleet: [Limits, Limits]
beforeEach(() => {
  time = 0
  const vault = createPlainVault(createMemoryStore(() => time))
  const open = () => createLimits({ access: vault, refetchable: vault, knowsClients: true })
  fleet = [open(), open()]
})

/** @returns how many of `attempts` uses are allowed, over both processes */
async function allowed(attempts: number, use: (limits: Limits) => Promise<unknown>): Promise<number> {
  const uses = await Promise.allSettled(Array.from({ length: attempts }, (_, index) => use(fleet[index % 2]!)))
  const refusals = uses.filter(one => one.status === 'rejected')
  for (const { reason } of refusals) expect(reason).toEqual(coded('too_many_requests'))
  return uses.filter(one => one.status === 'fulfilled' && one.value !== false).length
}

describe('limits over all processes', () => {
  it('let a member see 20 full phone numbers in any hour', async () => {
    const reveal = (userId: string) => (limits: Limits) => limits.admitReveal(userId)
    expect(await allowed(19, reveal('zhangsan'))).toBe(19)
    time = HOUR - 1
    expect(await allowed(100, reveal('zhangsan'))).toBe(1)
    expect(await allowed(100, reveal('lisi'))).toBe(20)
    time = HOUR
    expect(await allowed(100, reveal('zhangsan'))).toBe(19)
    time = 2 * HOUR - 2
    expect(await allowed(100, reveal('zhangsan'))).toBe(0)
    time = 2 * HOUR - 1
    expect(await allowed(100, reveal('zhangsan'))).toBe(1)
  })

  it('let a reported ticket be renewed once a minute, each ticket for itself', async () => {
    const renew = (ticket: 'corp' | 'agent') => (limits: Limits) => limits.mayRenew[ticket]()
    expect(await allowed(100, renew('corp'))).toBe(1)
    expect(await allowed(100, renew('agent'))).toBe(1)
    time = MINUTE - 1
    expect(await allowed(100, renew('corp'))).toBe(0)
    time = MINUTE
    expect(await allowed(100, renew('corp'))).toBe(1)
  })

  it('admit a client to the mini program API 120 times in any minute', async () => {
    const ask = (client: string) => (limits: Limits) => limits.admitMiniProgram(client)
    expect(await allowed(200, ask('a'))).toBe(120)
    expect(await allowed(200, ask('b'))).toBe(120)
    time = MINUTE - 1
    expect(await allowed(200, ask('a'))).toBe(0)
    time = MINUTE
    expect(await allowed(200, ask('a'))).toBe(120)
  })

  it('admit all clients together 3,000 times in any minute', async () => {
    let clients = 0
    const ask = (limits: Limits) => limits.admitMiniProgram(`client ${clients++}`)
    expect(await allowed(3_100, ask)).toBe(3_000)
    time = MINUTE - 1
    expect(await allowed(10, ask)).toBe(0)
    time = MINUTE
    expect(await allowed(3_100, ask)).toBe(3_000)
  })
})

describe('limits', () => {
  it('do not apply where clients have no known address', async () => {
    const vault = createPlainVault()
    const { admitMiniProgram } = createLimits({ access: vault, refetchable: vault, knowsClients: false })
    for (let i = 0; i < 200; i++) await admitMiniProgram('proxy')
  })

  it('say when to come back', async () => {
    for (let i = 0; i < 20; i++) {
      await fleet[0].admitReveal('zhangsan')
      time += MINUTE
    }
    await expect(fleet[1].admitReveal('zhangsan')).rejects.toMatchObject({ retryAfterSeconds: 40 * 60 })
  })

  it('fail when the store fails', async () => {
    const use = () => Promise.reject(new AppError('store_unavailable'))
    const vault = createPlainVault({ ...createMemoryStore(), use })
    const { admitReveal } = createLimits({ access: vault, refetchable: vault, knowsClients: true })
    await expect(admitReveal('zhangsan')).rejects.toEqual(coded('store_unavailable'))
  })
})
