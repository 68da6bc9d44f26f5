import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../../server/storage/memory-store.ts'
import { turn } from '../../../support/credential-fleet.ts'
import { createManualClock } from '../../../support/manual-clock.ts'
import type { ManualClock } from '../../../support/manual-clock.ts'
import { openMortalProcess } from '../../../support/mortal-process.ts'
import type { MortalProcess } from '../../../support/mortal-process.ts'
import { runs } from '../../../support/property-runs.ts'
import { createTokenSource } from '../../../support/token-source.ts'
import type { TokenSource } from '../../../support/token-source.ts'

/** A process, with the values that it received (newest last) and reported dead. */
interface Member extends MortalProcess {
  given: string[]
  reported: Set<string>
}

interface Real {
  clock: ManualClock
  wecom: TokenSource
  members: Member[]
  restart: (index: number) => void
  /** Remembers work of a process; it ends at the latest with its process. */
  run: (index: number, work: Promise<void>) => void
  /** Waits for all remembered work. @returns whether it ended */
  settle: () => Promise<boolean>
}

/** Reasons to fetch from WeCom, besides a cold start and what the token source counts. */
interface Model {
  revoked: Set<string>
  crashes: number
  longWaits: number
  distrusts: number
}

type Command = fc.AsyncCommand<Model, Real>
const always = () => true
/** Errors that a caller may receive instead of a value. */
const EXCUSES = ['reset', 'access_token is unavailable: dead_value']

async function ask({ cache, given, reported }: Member, wecom: TokenSource): Promise<void> {
  const reportedBefore = new Set(reported)
  const { repeats } = wecom.counts
  const answer: string | Error = await cache.get().catch((error: Error) => error)
  if (answer instanceof Error) return expect(EXCUSES).toContain(answer.message)
  given.push(answer)
  // WeCom itself has returned a dead value again: then callers have to try it.
  if (wecom.counts.repeats > repeats) reported.delete(answer)
  else expect(reportedBefore.has(answer), `${answer} had been reported dead`).toBe(false)
}

const get = (index: number): Command => ({
  check: always,
  toString: () => `get(${index})`,
  async run(_model, { members, wecom, run }) {
    run(index, ask(members[index]!, wecom))
  },
})

/** WeCom ends the value a process holds; the process notices at once, or late. */
const fail = (index: number, late: boolean): Command => ({
  check: always,
  toString: () => `${late ? 'lateFail' : 'fail'}(${index})`,
  async run(model, { members, wecom }) {
    const { cache, given, reported } = members[index]!
    const victim = late ? given[0] : given.at(-1)
    if (victim === undefined) return
    wecom.revoke(victim)
    model.revoked.add(victim)
    reported.add(victim)
    cache.invalidate(victim)
  },
})

/** A member's client reports that the value does not work; this may be wrong. */
const distrust = (index: number): Command => ({
  check: always,
  toString: () => `distrust(${index})`,
  async run(model, { members, run }) {
    model.distrusts++
    run(index, members[index]!.cache.distrust(async () => true))
  },
})

/** For the next fetches, WeCom does not answer, or returns a value that it has ended. */
const trouble = (kind: 'fail' | 'repeat', times: number): Command => ({
  check: always,
  toString: () => `${kind}(${times})`,
  async run(_model, { wecom }) {
    wecom[kind](times)
  },
})

const crash = (index: number): Command => ({
  check: always,
  toString: () => `crash(${index})`,
  async run(model, { restart }) {
    model.crashes++
    restart(index)
  },
})

const pass = (ms: number): Command => ({
  check: always,
  toString: () => `pass(${ms})`,
  async run(model, { clock, settle }) {
    if (ms > 30) expect(await settle(), 'every caller got an answer').toBe(true)
    if (ms > 3_600_000) model.longWaits++
    clock.advance(ms)
    await turn()
  },
})

const PROCESSES = 3
const index = fc.nat(PROCESSES - 1)
const commands = fc.commands([
  index.map(get),
  index.map(get),
  index.map(get),
  fc.tuple(index, fc.boolean()).map(([one, late]) => fail(one, late)),
  index.map(crash),
  index.map(distrust),
  fc.tuple(fc.constantFrom('fail', 'repeat'), fc.integer({ min: 1, max: 3 }))
    .map(([kind, times]) => trouble(kind, times)),
  fc.constantFrom(30, 1_000, 8_000, 110 * 60_000, 3 * 3_600_000).map(pass),
], { maxCommands: 50 })

function openWorld(scheduler: fc.Scheduler): Real {
  const clock = createManualClock()
  const wecom = createTokenSource(clock)
  const store = createMemoryStore(clock.monotonic)
  const open = (): Member => ({
    ...openMortalProcess({ clock, store, scheduler, fetch: wecom.fetch }),
    given: [],
    reported: new Set(),
  })
  const members = Array.from({ length: PROCESSES }, open)
  let running: Promise<void>[] = []
  return {
    clock,
    wecom,
    members,
    restart(one) {
      members[one]!.kill()
      members[one] = open()
    },
    run: (one, work) => void running.push(Promise.race([work, members[one]!.died])),
    async settle() {
      let finished = false
      const all = Promise.all(running).finally(() => {
        finished = true
      })
      all.catch(() => {})
      for (let i = 0; i < 400 && !finished; i++) {
        await scheduler.waitIdle()
        await turn()
        if (!finished) clock.advance(25)
      }
      if (finished) await all
      running = []
      return finished
    },
  }
}

/** Each process asks twice and reports dead values; the second time, its value must be alive. */
async function expectHealed({ clock, members, wecom, run, settle }: Real): Promise<void> {
  wecom.fail(0)
  wecom.repeat(0)
  for (let round = 0; round < 2; round++) {
    clock.advance(8_000)
    for (const [one, member] of members.entries()) {
      run(one, ask(member, wecom))
      expect(await settle()).toBe(true)
      const last = member.given.at(-1)!
      if (round === 1) expect(wecom.isAlive(last), `${last} is dead`).toBe(true)
      else if (!wecom.isAlive(last)) member.cache.invalidate(last)
    }
  }
}

describe('caches of several processes, under random calls, expiry, revocation, failures and crashes', () => {
  it('return no value known to be dead, fetch only with a reason, never hang, and recover', async () => {
    await fc.assert(fc.asyncProperty(commands, fc.scheduler(), async (steps, scheduler) => {
      const real = openWorld(scheduler)
      const model: Model = { revoked: new Set(), crashes: 0, longWaits: 0, distrusts: 0 }
      await fc.asyncModelRun(() => ({ model, real }), steps)
      expect(await real.settle(), 'every caller got an answer').toBe(true)
      const { fetches, values, failures, repeats } = real.wecom.counts
      expect(values).toBeLessThanOrEqual(1 + model.revoked.size + model.longWaits)
      // Other fetches return a value that is still alive: after a crash, after a client's report, or near its end.
      const reasons = model.crashes + model.distrusts + 2 * model.longWaits
      expect(fetches - values - failures - repeats).toBeLessThanOrEqual(reasons)
      await expectHealed(real)
    }), runs(200))
  })
})
