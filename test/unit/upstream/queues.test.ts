import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createQueues } from '../../../server/upstream/queues.ts'

const size = { atOnce: 2, waiting: 3, patienceMs: 1_000, detail: 'visits' }
const settle = () => new Promise(resolve => setImmediate(resolve))

describe('a queue', () => {
  it('refuses work beyond its size, by the name of what is refused', async () => {
    const inQueue = createQueues({ monotonic: () => 0 })
    const { promise, resolve } = Promise.withResolvers<string>()
    const fits = Array.from({ length: 5 }, () => inQueue('a', size, () => promise))
    await expect(inQueue('a', size, () => promise)).rejects.toMatchObject({
      code: 'too_many_requests', detail: 'visits', retryAfterSeconds: 3,
    })
    expect(await inQueue('b', size, async () => 'another queue')).toBe('another queue')
    resolve('done')
    expect(await Promise.all(fits)).toEqual(Array(5).fill('done'))
    expect(await inQueue('a', size, async () => 'free again')).toBe('free again')
  })

  it('runs at most its number at once, and starts work in the order of its arrival', async () => {
    const moves = fc.array(fc.oneof(fc.constant('arrives'), fc.nat(5)), { maxLength: 60 })
    await fc.assert(fc.asyncProperty(moves, async (all) => {
      const inQueue = createQueues({ monotonic: () => 0 })
      const started: number[] = []
      const running: (() => void)[] = []
      const work: Promise<void>[] = []
      async function run(number: number) {
        started.push(number)
        const { promise, resolve } = Promise.withResolvers<undefined>()
        running.push(() => resolve(undefined))
        await promise
      }
      for (const move of all) {
        if (typeof move === 'number') running.splice(move, 1)[0]?.()
        else if (work.length - started.length < size.waiting) work.push(inQueue('a', size, () => run(work.length)))
        await settle()
        expect(running.length).toBeLessThanOrEqual(size.atOnce)
        expect(running.length === size.atOnce || started.length === work.length).toBe(true)
      }
      while (running.length > 0) {
        running.shift()!()
        await settle()
      }
      await Promise.all(work)
      expect(started).toHaveLength(work.length)
    }), { numRuns: 50 })
  })
})
