import { beforeEach, describe, expect, it } from 'vitest'
import { createExpiringCache } from '../../../../server/upstream/credentials/expiring-cache.ts'
import type { ExpiringCache } from '../../../../server/upstream/credentials/expiring-cache.ts'
import type { LiveCredential } from '../../../../server/upstream/credentials/shared-credential.ts'
import { turn } from '../../../support/credential-fleet.ts'
import { createManualClock } from '../../../support/manual-clock.ts'
import type { ManualClock } from '../../../support/manual-clock.ts'

const MINUTE = 60_000
const live = (value: string): LiveCredential => ({ value, remainingMs: 120 * MINUTE, generation: value })

let clock: ManualClock
/** What the next renewals answer, and when each began. */
let extend: () => Promise<LiveCredential | undefined>
let renewals: number[]
/** The dead value of each call of `obtain`. */
let obtained: (string | undefined)[]
let stored: LiveCredential | undefined
let reports: unknown[]

function open(random = 0.5): ExpiringCache {
  return createExpiringCache({
    clock,
    random: () => random,
    onRefreshFailure: error => reports.push(error),
    credential: {
      read: async () => stored,
      async obtain(dead) {
        obtained.push(dead)
        return live(`v${obtained.length}`)
      },
      extend() {
        renewals.push(clock.monotonic())
        return extend()
      },
    },
  })
}

beforeEach(() => {
  clock = createManualClock()
  extend = async () => undefined
  renewals = []
  obtained = []
  stored = undefined
  reports = []
})

describe('a renewal in the background', () => {
  const BEGINS = [[0, 9], [0.5, 10], [1, 11]] as const
  it.each(BEGINS)('begins between nine and eleven minutes before the end: %d', async (random, minutes) => {
    const cache = open(random)
    await cache.get()
    clock.advance((120 - minutes) * MINUTE - 1)
    await cache.get()
    expect(renewals).toHaveLength(0)
    clock.advance(1)
    await cache.get()
    expect(renewals).toHaveLength(1)
  })

  it('runs once at a time, however long it takes', async () => {
    const cache = open()
    await cache.get()
    extend = () => new Promise(() => {})
    clock.advance(110 * MINUTE)
    for (let second = 0; second < 20; second++) {
      expect(await cache.get()).toBe('v1')
      clock.advance(1_000)
    }
    expect(renewals).toHaveLength(1)
  })

  it('that fails is tried again after 3, 6, 12 … seconds, at most a minute, and reported once a minute', async () => {
    const cache = open()
    await cache.get()
    const failure = new Error('away')
    extend = () => Promise.reject(failure)
    clock.advance(110 * MINUTE)
    for (let second = 0; second < 200; second++) {
      await cache.get()
      await turn()
      clock.advance(1_000)
    }
    expect(renewals.map(moment => (moment - renewals[0]!) / 1_000)).toEqual([0, 3, 9, 21, 45, 93, 153])
    expect(reports).toEqual([failure, failure, failure])
    extend = async () => live('renewed')
    clock.advance(60_000)
    await cache.get()
    await turn()
    expect(await cache.get()).toBe('renewed')
  })

  it('is no failure while another process renews', async () => {
    const cache = open()
    await cache.get()
    clock.advance(110 * MINUTE)
    await cache.get()
    await turn()
    expect(await cache.get()).toBe('v1')
    expect(reports).toEqual([])
  })

  it('does not bring back a value that was reported dead meanwhile', async () => {
    const cache = open()
    await cache.get()
    const renewal = Promise.withResolvers<LiveCredential>()
    extend = () => renewal.promise
    clock.advance(110 * MINUTE)
    await cache.get()
    cache.invalidate('v1')
    renewal.resolve(live('made before'))
    await turn()
    expect(await cache.get()).toBe('v2')
    expect(obtained).toEqual([undefined, 'v1'])
  })
})

describe('a report that a value does not work', () => {
  it('late, about an earlier value, costs nothing', async () => {
    const cache = open()
    await cache.get()
    cache.invalidate('earlier')
    expect(await cache.get()).toBe('v1')
    expect(obtained).toHaveLength(1)
  })

  it('does not drop the value that replaced it while it was decided', async () => {
    const cache = open()
    await cache.get()
    await cache.distrust(async () => {
      cache.invalidate('v1')
      await cache.get()
      return true
    })
    expect(await cache.get()).toBe('v2')
    expect(obtained).toEqual([undefined, 'v1'])
  })

  it('before the first value does nothing', async () => {
    const cache = open()
    await cache.distrust(() => expect.unreachable())
    expect(obtained).toEqual([])
  })
})
