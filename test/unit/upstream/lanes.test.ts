import { beforeEach, describe, expect, it } from 'vitest'
import { callFor, currentCaller } from '../../../server/upstream/caller.ts'
import type { Caller } from '../../../server/upstream/caller.ts'
import { createLanes } from '../../../server/upstream/lanes.ts'
import type { InLane } from '../../../server/upstream/lanes.ts'
import { coded } from '../../support/coded.ts'

const lin: Caller = { kind: 'member', userId: 'lin' }
const zhao: Caller = { kind: 'member', userId: 'zhao' }
const stranger: Caller = { kind: 'stranger' }

let time: number
let inLane: InLane
beforeEach(() => {
  time = 0
  inLane = createLanes({ monotonic: () => time })
})

/** Calls that run until `finish`. */
function call(caller: Caller) {
  const { promise, resolve } = Promise.withResolvers<string>()
  let started = false
  const outcome = callFor(caller, () => inLane(() => {
    started = true
    return promise
  }))
  outcome.catch(() => {})
  return { outcome, finish: () => resolve('done'), hasStarted: () => started }
}
const calls = (caller: Caller, count: number) => Array.from({ length: count }, () => call(caller))
const started = (all: ReturnType<typeof call>[]) => all.filter(({ hasStarted }) => hasStarted()).length
const settle = () => new Promise(resolve => setImmediate(resolve))

describe('lanes', () => {
  it('let a member make 8 calls at once, others wait for a free place in their order', async () => {
    const all = calls(lin, 20)
    await settle()
    expect(started(all)).toBe(8)
    all[3]!.finish()
    await settle()
    expect(started(all)).toBe(9)
    expect(all[8]!.hasStarted()).toBe(true)
    for (const { finish } of all) finish()
    expect(await Promise.all(all.map(({ outcome }) => outcome))).toEqual(Array(20).fill('done'))
  })

  it('are one for each member, one for all strangers, one for all systems', async () => {
    const [ofLin, ofZhao, strangers] = [calls(lin, 20), calls(zhao, 20), calls(stranger, 30)]
    const systems = calls({ kind: 'system' }, 20)
    await settle()
    expect([ofLin, ofZhao, strangers, systems].map(started)).toEqual([8, 8, 24, 8])
  })

  it('refuse a call when too many wait', async () => {
    const all = calls(lin, 108)
    await expect(call(lin).outcome).rejects.toEqual(coded('too_many_requests'))
    expect(await Promise.race([call(zhao).outcome, settle().then(() => 'waits')])).toBe('waits')
    for (const { finish } of all) finish()
    expect(await Promise.all(all.map(({ outcome }) => outcome))).toHaveLength(108)
  })

  it('give up a call that waits for more than 3 s, and start the next', async () => {
    const running = calls(lin, 8)
    const late = call(lin)
    time = 3_001
    const next = call(lin)
    running[0]!.finish()
    await expect(late.outcome).rejects.toEqual(coded('too_many_requests'))
    expect(late.hasStarted()).toBe(false)
    await settle()
    expect(next.hasStarted()).toBe(true)
  })

  it('free the place of a call that fails', async () => {
    for (let i = 0; i < 30; i++) {
      await expect(callFor(lin, () => inLane(() => Promise.reject(new Error('broken'))))).rejects.toThrow('broken')
    }
    expect(await callFor(lin, () => inLane(async () => 'done'))).toBe('done')
  })
})

it('a caller is known in all its asynchronous work, and only there', async () => {
  const seen = await Promise.all([lin, zhao, stranger].map(caller => callFor(caller, async () => {
    await settle()
    return currentCaller()
  })))
  expect(seen).toEqual([lin, zhao, stranger])
  expect(currentCaller()).toEqual({ kind: 'system' })
})
