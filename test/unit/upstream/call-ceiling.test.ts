import * as v from 'valibot'
import { beforeEach, describe, expect, it } from 'vitest'
import { belowCeiling } from '../../../server/upstream/call-ceiling.ts'
import type { Request } from '../../../server/upstream/request.ts'
import { isThrottled } from '../../../server/upstream/upstream-error.ts'
import { WECOM } from '../../../server/wecom/wecom-upstream.ts'
import { windowsOf } from '../../../server/limits/limit-table.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { coded } from '../../support/coded.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const MINUTE = 60_000
const ceiling = [{ limit: 200, windowMs: MINUTE }, { limit: 500, windowMs: 60 * MINUTE }]

let time: number
let uses: number
let made: string[]
/** Two processes on one store. */
let fleet: Request[]
beforeEach(() => {
  time = 0
  uses = 0
  made = []
  const store = createMemoryStore(() => time)
  const vault = createPlainVault({ ...store, use: (...use) => {
    uses++
    return store.use(...use)
  } })
  const request: Request = async ({ endpoint, schema }) => {
    made.push(endpoint)
    return v.parse(schema, {})
  }
  fleet = [1, 2].map(() => belowCeiling(request, { upstream: WECOM, ceiling, vault, clock: { monotonic: () => time } }))
})

async function call(count: number, endpoint = 'externalcontact/get') {
  const all = await Promise.allSettled(Array.from({ length: count }, (_, index) =>
    fleet[index % 2]!({ endpoint, schema: v.object({}) })))
  for (const one of all) if (one.status === 'rejected') expect(one.reason).toEqual(coded('wecom_busy'))
  return all.filter(({ status }) => status === 'fulfilled').length
}

describe('the ceiling of calls', () => {
  it('holds for each API in a minute and in an hour, over all processes', async () => {
    expect(await call(1_000)).toBe(200)
    expect(await call(1_000, 'user/get')).toBe(200)
    time = MINUTE
    expect(await call(1_000)).toBe(200)
    time = 2 * MINUTE
    expect(await call(1_000)).toBe(100)
    time = 3 * MINUTE
    expect(await call(1_000)).toBe(0)
    time = 60 * MINUTE
    expect(await call(1_000)).toBe(200)
    expect(made).toHaveLength(900)
  })

  it('costs one use of the store for each window and fifty calls', async () => {
    expect(await call(100)).toBe(100)
    expect(uses).toBe(4)
  })

  it('counts a reserve as used after its window', async () => {
    await call(2)
    time = MINUTE
    await call(2)
    expect(uses, 'of the minute alone').toBe(6)
    time = 60 * MINUTE
    await call(2)
    expect(uses, 'of both').toBe(10)
  })

  it('is not reached by what many processes with few calls have reserved', async () => {
    const vault = createPlainVault(createMemoryStore(() => time))
    const request: Request = async ({ schema }) => v.parse(schema, {})
    const processes = Array.from({ length: 100 }, () => belowCeiling(request, {
      upstream: WECOM, ceiling: windowsOf('wecomCalls', {}), vault, clock: { monotonic: () => time },
    }))
    for (; time < 120 * MINUTE; time += 1.5 * MINUTE) {
      for (const process of processes) {
        expect(await process({ endpoint: 'externalcontact/get', schema: v.object({}) })).toEqual({})
      }
    }
  })

  it('says when to come back, and counts as throttled', async () => {
    await call(1_000)
    time = MINUTE - 30_000
    const error: unknown = await fleet[0]!({ endpoint: 'externalcontact/get', schema: v.object({}) }).catch(e => e)
    expect(error).toMatchObject({ retryAfterSeconds: 30, message: expect.stringContaining('externalcontact/get') })
    expect(isThrottled(error)).toBe(true)
  })

  it('asks the store again after it failed', async () => {
    let fails = true
    const vault = { use: async () => fails
      ? Promise.reject(new Error('store away'))
      : { granted: true as const, undo: async () => {}, keep: async () => {} } }
    const request: Request = async ({ schema }) => v.parse(schema, {})
    const counted = belowCeiling(request, { upstream: WECOM, ceiling, vault, clock: { monotonic: () => time } })
    const one = { endpoint: 'user/get', schema: v.object({}) }
    await expect(counted(one)).rejects.toThrow('store away')
    fails = false
    expect(await counted(one)).toEqual({})
  })
})
