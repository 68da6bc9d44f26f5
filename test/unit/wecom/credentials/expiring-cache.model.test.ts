import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExpiringCache } from '../../../../server/wecom/credentials/expiring-cache.ts'
import { createCredentialFleet, turn } from '../../../support/credential-fleet.ts'
import type { CredentialFleet } from '../../../support/credential-fleet.ts'

/** What is known about the world: which values WeCom has ended. */
interface Model {
  dead: Set<string>
  crashes: number
  expiries: number
}

interface Real {
  fleet: CredentialFleet
  processes: ExpiringCache[]
  /** What each process was given, newest last, and has reported dead; a crash forgets both. */
  memory: { given: string[], reported: Set<string> }[]
  running: Promise<void>[]
  /** Lets every call under way end. @returns whether they did */
  settle: () => Promise<boolean>
}

type Command = fc.AsyncCommand<Model, Real>
const always = () => true
const emptyMemory = () => ({ given: [], reported: new Set<string>() })

const get = (process: number): Command => ({
  check: always,
  toString: () => `get(${process})`,
  async run(_model, { processes, memory, running }) {
    const { given, reported } = memory[process]!
    const reportedBefore = new Set(reported)
    running.push(processes[process]!.get().then((value) => {
      expect(reportedBefore.has(value), `process ${process} was given ${value}, which it had reported dead`).toBe(false)
      given.push(value)
    }))
  },
})

/** WeCom ends the value a process holds; the process notices at once, or late. */
const fail = (process: number, late: boolean): Command => ({
  check: always,
  toString: () => `${late ? 'lateFail' : 'fail'}(${process})`,
  async run(model, { processes, memory }) {
    const { given, reported } = memory[process]!
    const victim = late ? given[0] : given.at(-1)
    if (victim === undefined) return
    reported.add(victim)
    model.dead.add(victim)
    processes[process]!.invalidate(victim)
  },
})

const crash = (process: number): Command => ({
  check: always,
  toString: () => `crash(${process})`,
  async run(model, real) {
    model.crashes++
    real.processes[process] = real.fleet.open()
    real.memory[process] = emptyMemory()
  },
})

const pass = (ms: number): Command => ({
  check: always,
  toString: () => `pass(${ms})`,
  async run(model, { fleet, settle }) {
    // A fetch that takes longer than its lock lives is another test's subject: here it ends before much time passes.
    if (ms > 30) expect(await settle()).toBe(true)
    if (ms > 3_600_000) model.expiries++
    fleet.clock.advance(ms)
    await turn()
  },
})

const PROCESSES = 3
const process = fc.nat(PROCESSES - 1)
const commands = fc.commands([
  process.map(get), process.map(get), fc.tuple(process, fc.boolean()).map(([one, late]) => fail(one, late)), process.map(crash),
  fc.constantFrom(30, 1_000, 5_000, 110 * 60_000, 3 * 3_600_000).map(pass),
], { maxCommands: 60 })

describe('a fleet of caches, under random interleavings of get, expire, revoke, late failure, crash and other processes', () => {
  it('gives nobody a value known to be dead, fetches no more than values die, and never hangs', async () => {
    await fc.assert(fc.asyncProperty(commands, fc.scheduler(), async (steps, scheduler) => {
      const fleet = createCredentialFleet(async count => scheduler.schedule(Promise.resolve({ value: `v${count}`, expiresInSeconds: 7_200 })))
      const model: Model = { dead: new Set(), crashes: 0, expiries: 0 }
      const running: Promise<void>[] = []
      async function settle() {
        let finished = false
        const all = Promise.all(running).finally(() => {
          finished = true
        })
        for (let i = 0; i < 300 && !finished; i++) {
          await scheduler.waitIdle()
          await turn()
          fleet.clock.advance(25)
        }
        if (finished) await all
        return finished
      }
      const real: Real = { fleet, settle, running, processes: Array.from({ length: PROCESSES }, () => fleet.open()), memory: Array.from({ length: PROCESSES }, emptyMemory) }
      await fc.asyncModelRun(() => ({ model, real }), steps)
      expect(await settle(), 'everybody got an answer').toBe(true)
      // Every fetch is owed to a cold start, a dead value, an expiry, a renewal ahead of it or a holder that crashed.
      expect(fleet.fetches()).toBeLessThanOrEqual(1 + model.dead.size + 2 * model.expiries + countRenewals(steps) + model.crashes)
    }), { numRuns: 1_000 })
  }, 60_000)
})

function countRenewals(steps: Iterable<unknown>): number {
  return [...steps].filter(step => String(step) === `pass(${110 * 60_000})`).length
}
