import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../../server/storage/memory-store.ts'
import { turn } from '../../../support/credential-fleet.ts'
import { createManualClock } from '../../../support/manual-clock.ts'
import type { ManualClock } from '../../../support/manual-clock.ts'
import { openMortalProcess } from '../../../support/mortal-process.ts'
import type { MortalProcess } from '../../../support/mortal-process.ts'
import { createTokenSource } from '../../../support/token-source.ts'
import type { TokenSource } from '../../../support/token-source.ts'

/** A process, and what it was given (newest last) and has reported dead. */
interface Member extends MortalProcess {
  given: string[]
  reported: Set<string>
}

interface Real {
  clock: ManualClock
  wecom: TokenSource
  members: Member[]
  restart: (index: number) => void
  /** Takes note of something under way, which ends with its process if not before. */
  run: (index: number, work: Promise<void>) => void
  /** Lets all of that end. @returns whether it did */
  settle: () => Promise<boolean>
}

/** Reasons to ask WeCom, besides a cold start and what it counts itself. */
interface Model {
  revoked: Set<string>
  crashes: number
  longWaits: number
  distrusts: number
}

type Command = fc.AsyncCommand<Model, Real>
const always = () => true
/** What a caller may be told instead of a value. */
const EXCUSES = ['reset', 'access_token is unavailable: dead_value']

async function ask({ cache, given, reported }: Member, wecom: TokenSource): Promise<void> {
  const reportedBefore = new Set(reported)
  const { repeats } = wecom.counts
  const { value, error } = await cache.get().then(value => ({ value, error: undefined }), (error: Error) => ({ value: undefined, error }))
  if (value === undefined) return expect(EXCUSES).toContain(error?.message)
  given.push(value)
  // Handed out once more by WeCom itself: then it has to be tried.
  if (wecom.counts.repeats > repeats) reported.delete(value)
  else expect(reportedBefore.has(value), `${value} had been reported dead`).toBe(false)
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

/** A member's client says that the value does not work, rightly or not. */
const distrust = (index: number): Command => ({
  check: always,
  toString: () => `distrust(${index})`,
  async run(model, { members, run }) {
    model.distrusts++
    run(index, members[index]!.cache.distrust(async () => true))
  },
})

/** WeCom does not answer the next times, or hands out once more what it has ended. */
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
    if (ms > 30) expect(await settle(), 'everybody got an answer').toBe(true)
    if (ms > 3_600_000) model.longWaits++
    clock.advance(ms)
    await turn()
  },
})

const PROCESSES = 3
const index = fc.nat(PROCESSES - 1)
const commands = fc.commands([
  index.map(get), index.map(get), index.map(get), fc.tuple(index, fc.boolean()).map(([one, late]) => fail(one, late)), index.map(crash), index.map(distrust),
  fc.tuple(fc.constantFrom('fail' as const, 'repeat' as const), fc.integer({ min: 1, max: 3 })).map(([kind, times]) => trouble(kind, times)),
  fc.constantFrom(30, 1_000, 8_000, 110 * 60_000, 3 * 3_600_000).map(pass),
], { maxCommands: 50 })

function openWorld(scheduler: fc.Scheduler): Real {
  const clock = createManualClock()
  const wecom = createTokenSource(clock)
  const store = createMemoryStore(clock.monotonic)
  const open = (): Member => ({ ...openMortalProcess({ clock, store, scheduler, fetch: wecom.fetch }), given: [], reported: new Set() })
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

/** A last time each process asks, and reports what is dead; after that it has to have a value that lives. */
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

describe('a fleet of caches, under random interleavings of get, expire, revoke, late failure, crash and other processes', () => {
  it('gives nobody a value known to be dead, asks no more than there is reason to, never hangs, and heals', async () => {
    await fc.assert(fc.asyncProperty(commands, fc.scheduler(), async (steps, scheduler) => {
      const real = openWorld(scheduler)
      const model: Model = { revoked: new Set(), crashes: 0, longWaits: 0, distrusts: 0 }
      await fc.asyncModelRun(() => ({ model, real }), steps)
      expect(await real.settle(), 'everybody got an answer').toBe(true)
      const { fetches, values, failures, repeats } = real.wecom.counts
      expect(values).toBeLessThanOrEqual(1 + model.revoked.size + model.longWaits)
      // The rest found the value alive: a crash lost it, somebody doubted it, or its last minutes had begun.
      expect(fetches - values - failures - repeats).toBeLessThanOrEqual(model.crashes + model.distrusts + 2 * model.longWaits)
      await expectHealed(real)
    }), { numRuns: 1_000 })
  }, 120_000)
})
