import { describe, expect, it } from 'vitest'
import { createTurns } from '../../../server/customer/turns.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createManualClock, realClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

/** Two processes that share a store. */
function processes(clock = realClock) {
  const store = createMemoryStore(clock.monotonic)
  const inTurn = () => createTurns({ vault: createPlainVault(store), clock })
  return { store, here: inTurn(), there: inTurn() }
}

/** Waits until all promises that can settle have settled. */
const settle = () => new Promise(resolve => setImmediate(resolve))

/** Work that lasts until `end` is called; `begun` resolves when it starts. */
function slowWork() {
  let end = () => {}
  const ended = new Promise<void>(resolve => end = resolve)
  let begin = () => {}
  const begun = new Promise<void>(resolve => begin = resolve)
  return { end, begun, work: () => (begin(), ended) }
}

describe('turns', () => {
  it('run in order for one key, continue after a failure, and do not delay other keys', async () => {
    const { here } = processes()
    const log: string[] = []
    const slow = slowWork()
    const first = here('a', async () => {
      await slow.work()
      log.push('a1')
      throw new Error('failed')
    })
    const second = here('a', async () => log.push('a2'))
    await here('b', async () => log.push('b1'))
    slow.end()
    await expect(first).rejects.toThrow('failed')
    await second
    expect(log).toEqual(['b1', 'a1', 'a2'])
  })

  it('exclude each other over all processes', async () => {
    const clock = createManualClock()
    const { here, there } = processes(clock)
    const log: string[] = []
    const slow = slowWork()
    const first = here('a', () => slow.work().then(() => log.push('here')))
    await slow.begun
    const second = there('a', async () => log.push('there'))
    await settle()
    clock.advance(100)
    await settle()
    expect(log).toEqual([])
    slow.end()
    await first
    clock.advance(100)
    await second
    expect(log).toEqual(['here', 'there'])
  })

  it('continue after the holder of the lock has crashed', async () => {
    const clock = createManualClock()
    const { here, there } = processes(clock)
    const dead = slowWork()
    void here('a', dead.work)
    await dead.begun
    clock.advance(4_000)
    expect(await there('a', async () => 'done')).toBe('done')
  })

  it('that time out are not run later', async () => {
    const clock = createManualClock()
    const { here, there } = processes(clock)
    const slow = slowWork()
    const first = here('a', slow.work)
    await slow.begun
    const log: string[] = []
    const behind = here('a', async () => log.push('behind'))
    const elsewhere = there('a', async () => log.push('elsewhere'))
    const refusals = Promise.all([behind, elsewhere].map(turn =>
      expect(turn).rejects.toMatchObject({ reason: 'timeout' })))
    await settle()
    clock.advance(3_500)
    await settle()
    slow.end()
    await first
    await refusals
    expect(log).toEqual([])
    expect(await there('a', async () => 'next')).toBe('next')
  })
})
