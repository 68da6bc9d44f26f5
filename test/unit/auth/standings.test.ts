import { beforeEach, describe, expect, it } from 'vitest'
import { createStandings } from '../../../server/auth/standings.ts'
import type { Standings } from '../../../server/auth/standings.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createOutageShadow } from '../../../server/storage/outage-shadow.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'
import type { Answer, Endpoint } from '../../support/fake-wecom.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import type { ManualClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const MINUTE = 60_000
const active: Endpoint = () => ({ errcode: 0, name: '张三', status: 1 })
const refused = (errcode: number): Endpoint => () => ({ errcode })
const away: Endpoint = () => 'no JSON'

let clock: ManualClock
let answer: Endpoint
let calls: () => number
/** Runs before a process gets a lock. */
let beforeLock: () => Promise<unknown>
/** How often the store was asked for a value or a lock. */
let asked: number
/** Four processes on one store. */
let fleet: Standings[]
beforeEach(() => {
  clock = createManualClock()
  answer = active
  const wecom = createFakeWecom({ 'user/get': (...args) => answer(...args) }, { clock })
  calls = () => wecom.count('user/get')
  beforeLock = async () => {}
  const store = createMemoryStore(clock.monotonic)
  asked = 0
  const vault = createPlainVault({
    ...store,
    entry(key) {
      asked++
      return store.entry(key)
    },
    async acquire(lock, ttlMs) {
      asked++
      await beforeLock()
      return store.acquire(lock, ttlMs)
    },
  })
  fleet = [1, 2, 3, 4].map(() => createStandings({ wecom: wecom.client, vault, clock }))
})

const settle = () => new Promise(resolve => setImmediate(resolve))

/** Time passes while a process waits for another one. */
async function everywhere() {
  const standings = Promise.all(fleet.map(one => one.of('zhangsan')))
  let waits = true
  standings.finally(() => waits = false).catch(() => {})
  for (let turns = 1; waits; turns++) {
    await settle()
    if (waits && turns % 5 === 0) clock.advance(50)
  }
  return standings
}
const all = (standing: string) => Array<string>(4).fill(standing)

describe('the standing of a member', () => {
  it('is confirmed by a sign-in, for all processes', async () => {
    await fleet[0]!.confirm('zhangsan')
    expect(await everywhere()).toEqual(all('active'))
    clock.advance(10 * MINUTE - 1)
    expect(await everywhere()).toEqual(all('active'))
    expect(calls()).toBe(0)
  })

  it('is renewed in the background once in ten minutes, over all processes', async () => {
    await fleet[0]!.confirm('zhangsan')
    for (let round = 1; round <= 6; round++) {
      clock.advance(10 * MINUTE)
      for (let i = 0; i < 5; i++) expect(await everywhere()).toEqual(all('active'))
      await settle()
      expect(calls()).toBe(round)
    }
  })

  it.each([
    ['has left', refused(60111)],
    ['is disabled', () => ({ errcode: 0, name: '张三', status: 2 })],
    ['has left, as a status', () => ({ errcode: 0, name: '张三', status: 5 })],
  ] satisfies [string, Endpoint][])('ends within 15 minutes when the member %s', async (_how, gone) => {
    await fleet[0]!.confirm('zhangsan')
    answer = gone
    await everywhere()
    clock.advance(15 * MINUTE)
    expect(await fleet[2]!.of('zhangsan')).toBe('gone')
    expect(await everywhere()).toEqual(all('gone'))
    expect(calls()).toBe(1)
  })

  it('comes back with a new sign-in, at once and for all processes', async () => {
    answer = refused(60111)
    expect(await everywhere()).toEqual(all('gone'))
    await fleet[1]!.confirm('zhangsan')
    expect(await everywhere()).toEqual(all('active'))
  })

  it('stays when the app may not see the member (60011)', async () => {
    answer = refused(60011)
    expect(await fleet[0]!.of('zhangsan')).toBe('active')
  })

  it('is as old while Redis is away, too, as it is', async () => {
    const wecom = createFakeWecom({ 'user/get': away }, { clock })
    const store = createMemoryStore(clock.monotonic)
    let isAway = false
    const redis = createOutageShadow({
      ...store,
      async entry(key) {
        if (isAway) throw new AppError('store_unavailable')
        return store.entry(key)
      },
    }, { shadowTtlMs: 15 * MINUTE, unknown: 'absent', now: clock.monotonic })
    const standings = createStandings({ wecom: wecom.client, vault: createPlainVault(redis), clock })
    await standings.confirm('zhangsan')
    isAway = true
    clock.advance(12 * MINUTE)
    for (let i = 0; i < 3; i++) {
      expect(await standings.of('zhangsan')).toBe('active')
      await settle()
    }
  })

  it('holds for 15 minutes more while WeCom is away, but unconfirmed', async () => {
    await fleet[0]!.confirm('zhangsan')
    answer = away
    clock.advance(15 * MINUTE - 1)
    expect(await fleet[0]!.of('zhangsan')).toBe('active')
    await settle()
    clock.advance(1)
    expect(await fleet[0]!.of('zhangsan')).toBe('unconfirmed')
    clock.advance(15 * MINUTE - 1)
    expect(await fleet[0]!.of('zhangsan')).toBe('unconfirmed')
    clock.advance(1)
    await expect(fleet[0]!.of('zhangsan')).rejects.toMatchObject({ code: 'wecom_unavailable' })
    answer = active
    expect(await fleet[0]!.of('zhangsan')).toBe('active')
  })

  describe('while WeCom hangs', () => {
    let hanging: PromiseWithResolvers<void>
    /** What it answers at last. */
    let answerAtLast: Endpoint
    beforeEach(async () => {
      hanging = Promise.withResolvers()
      await fleet[0]!.confirm('zhangsan')
      clock.advance(15 * MINUTE)
      answerAtLast = active
      answer = (...args) => hanging.promise.then(() => answerAtLast(...args))
    })
    /** @returns the standing, or that the request still waits */
    const soon = (standing: Promise<string> | string) => Promise.race([standing, settle().then(() => 'waits')])

    it('is unconfirmed after a second, for later requests at once', async () => {
      const first = fleet[0]!.of('zhangsan')
      expect(await soon(first)).toBe('waits')
      clock.advance(999)
      expect(await soon(first)).toBe('waits')
      clock.advance(1)
      expect(await soon(first)).toBe('unconfirmed')
      expect(await soon(fleet[0]!.of('zhangsan'))).toBe('unconfirmed')
      expect(calls()).toBe(1)
      hanging.resolve()
      await settle()
      expect(await soon(fleet[0]!.of('zhangsan'))).toBe('active')
      expect(calls()).toBe(1)
    })

    it('ends for all processes when WeCom answers at last that the member is gone', async () => {
      const first = fleet[0]!.of('zhangsan')
      await settle()
      clock.advance(1_000)
      expect(await first).toBe('unconfirmed')
      answerAtLast = refused(60111)
      hanging.resolve()
      await settle()
      expect(await everywhere()).toEqual(all('gone'))
      expect(calls()).toBe(1)
    })

    it('waits for WeCom when no confirmation holds', async () => {
      const unknown = fleet[0]!.of('lisi')
      await settle()
      clock.advance(3_000)
      expect(await soon(unknown)).toBe('waits')
      hanging.resolve()
      expect(await unknown).toBe('active')
    })
  })

  it('is known to a process for ten minutes, without the store', async () => {
    await fleet[0]!.confirm('zhangsan')
    for (const minutes of [0, 1, 9]) {
      clock.advance(minutes * MINUTE - minutes)
      expect(await fleet[0]!.of('zhangsan')).toBe('active')
    }
    await settle()
    expect(asked).toBe(0)
    expect(await fleet[1]!.of('zhangsan')).toBe('active')
    expect(asked).toBe(1)
    expect(await fleet[1]!.of('zhangsan')).toBe('active')
    expect(asked).toBe(1)
  })

  it('ends at once in the process that learns in the background that the member is gone', async () => {
    await fleet[0]!.confirm('zhangsan')
    answer = refused(60111)
    clock.advance(10 * MINUTE)
    expect(await fleet[0]!.of('zhangsan')).toBe('active')
    await settle()
    expect(await fleet[0]!.of('zhangsan')).toBe('gone')
  })

  it('is not known when WeCom refuses for a reason that says nothing about the member', async () => {
    answer = refused(45009)
    await expect(fleet[0]!.of('zhangsan')).rejects.toMatchObject({ errcode: 45009 })
    expect(await Promise.resolve(fleet[1]!.of('zhangsan')).catch(() => 'unknown')).toBe('unknown')
  })

  it('of one member does not wait for that of another', async () => {
    // The first call of an API goes alone.
    await fleet[0]!.of('wangwu')
    const hanging = Promise.withResolvers<Answer>()
    answer = query => query.get('userid') === 'zhangsan' ? hanging.promise : active(query, {}, 1)
    const first = fleet[0]!.of('zhangsan')
    await settle()
    expect(await fleet[1]!.of('lisi')).toBe('active')
    hanging.resolve({ errcode: 0, name: '张三', status: 1 })
    expect(await first).toBe('active')
  })

  it('is asked for once when another process learns it just before this one gets the lock', async () => {
    beforeLock = async () => {
      beforeLock = async () => {}
      await fleet[1]!.of('zhangsan')
    }
    expect(await fleet[0]!.of('zhangsan')).toBe('active')
    expect(calls()).toBe(1)
  })

  it('is asked for once when many requests come at once', async () => {
    const standings = await Promise.all(Array.from({ length: 100 }, () => fleet[0]!.of('zhangsan')))
    expect(new Set(standings)).toEqual(new Set(['active']))
    expect(calls()).toBe(1)
  })
})
