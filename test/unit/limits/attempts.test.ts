import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createAttempts } from '../../../server/limits/attempts.ts'
import type { StartAttempt } from '../../../server/limits/attempts.ts'
import type { LimitFactors } from '../../../server/limits/limit-table.ts'
import { createLimits, HELD_MS } from '../../../server/limits/limits.ts'
import type { Limits } from '../../../server/limits/limits.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import type { ManualClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const PROCESSES = 8
const MINUTE = 60_000
/** What WeCom says about the code of an attempt. */
type Code = 'good' | 'rubbish'
/** What became of it: `good` and `rubbish` have reached WeCom. */
type Outcome = Code | `refused for ${number} s`

let clock: ManualClock
let limits: Limits
/** Processes on one store. */
let fleet: StartAttempt[]
let running: number
let mostRunning: number
/** @returns attempts that the processes start from here on */
function openFleet(factors: LimitFactors = {}) {
  clock = createManualClock()
  const vault = createPlainVault(createMemoryStore(clock.monotonic))
  limits = createLimits({ access: vault, refetchable: vault, factors })
  fleet = Array.from({ length: PROCESSES }, () => createAttempts(limits, clock))
  running = mostRunning = 0
}
beforeEach(() => openFleet())

function attempt(process: number, code: Code, { client = 'office', ms = 100 } = {}): Promise<Outcome> {
  return fleet[process]!('signIns', { client }, async (place) => {
    mostRunning = Math.max(mostRunning, ++running)
    await clock.sleep(ms)
    running--
    await (code === 'good' ? place.undo() : place.keep())
    return code
  }).catch(({ retryAfterSeconds }: { retryAfterSeconds: number }) => `refused for ${retryAfterSeconds} s` as const)
}

/** Lets time pass until all have an outcome. @returns how many have each outcome */
async function tally(attempts: Promise<Outcome>[]): Promise<Partial<Record<Outcome, number>>> {
  let waits = true
  const all = Promise.all(attempts).finally(() => waits = false)
  while (waits) {
    await new Promise(resolve => setImmediate(resolve))
    clock.advance(10)
  }
  const counts: Partial<Record<Outcome, number>> = {}
  for (const outcome of await all) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}
const many = (count: number, code: Code, processes = PROCESSES) =>
  Array.from({ length: count }, (_, i) => attempt(i % processes, code))

describe('attempts of one client', () => {
  it.each([1, 2, PROCESSES])('succeed, 500 at once, on %i processes', async (processes) => {
    expect(await tally(many(500, 'good', processes))).toEqual({ good: 500 })
    expect(mostRunning).toBeLessThanOrEqual(60)
    expect(mostRunning).toBe(Math.min(60, 16 * processes))
    expect(await tally(many(500, 'good', processes))).toEqual({ good: 500 })
  })

  it('fail 60 times in ten minutes, over all processes; then they are told when the first failure ends', async () => {
    expect(await tally(many(500, 'rubbish'))).toEqual({ 'rubbish': 60, 'refused for 600 s': 440 })
    clock.advance(5 * MINUTE)
    expect(await tally(many(3, 'good'))).toEqual({ 'refused for 300 s': 3 })
    expect(await tally([attempt(0, 'good', { client: 'home' })])).toEqual({ good: 1 })
    clock.advance(5 * MINUTE)
    expect(await tally(many(500, 'good'))).toEqual({ good: 500 })
  })

  it('find the places that failures of a neighbour have left', async () => {
    expect(await tally(many(59, 'rubbish'))).toEqual({ rubbish: 59 })
    expect(await tally(many(40, 'good'))).toEqual({ good: 40 })
    expect(mostRunning).toBeLessThanOrEqual(60)
  })

  it('wait no longer than a place can be held; the wait is then short', async () => {
    const stuck = Array.from({ length: 60 }, () => limits.hold('signIns', { client: 'office' }))
    await Promise.all(stuck)
    const next = attempt(0, 'good')
    const renewed = limits.hold('signIns', { client: 'office' }).catch(error => error as { retryAfterSeconds: number })
    expect(await renewed).toMatchObject({ retryAfterSeconds: HELD_MS / 1_000 })
    // Their processes died: the places are free again.
    expect(await tally([next])).toEqual({ good: 1 })
  })

  it('let others wait in their order', async () => {
    const order: number[] = []
    await tally(Array.from({ length: 50 }, async (_, i) => {
      const outcome = await attempt(0, 'good')
      order.push(i)
      return outcome
    }))
    expect(order).toEqual(Array.from({ length: 50 }, (_, i) => i))
  })

  it('never run or fail more often than the limit, and never keep a good one out while a place is left', async () => {
    const arrivals = fc.array(fc.record({
      process: fc.nat(PROCESSES - 1),
      client: fc.constantFrom('office', 'home'),
      code: fc.constantFrom<Code>('good', 'rubbish'),
      ms: fc.integer({ min: 1, max: 100 }),
    }), { maxLength: 40 })
    await fc.assert(fc.asyncProperty(arrivals, async (all) => {
      openFleet({ signIns: 0.1 })
      const outcomes = all.map(one => attempt(one.process, one.code, one))
      await tally(outcomes)
      for (const client of ['office', 'home']) {
        const ofClient = await Promise.all(outcomes.filter((_, i) => all[i]!.client === client))
        const failures = ofClient.filter(outcome => outcome === 'rubbish').length
        expect(failures).toBeLessThanOrEqual(6)
        if (failures < 6) expect(ofClient.filter(outcome => outcome.startsWith('refused'))).toEqual([])
      }
      expect(mostRunning).toBeLessThanOrEqual(12)
    }), { numRuns: 50 })
  })
})
