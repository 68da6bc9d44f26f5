import { expect, it } from 'vitest'
import { evenRefusals } from '../../../server/customer/even-timing.ts'
import { createManualClock } from '../../support/manual-clock.ts'

const refusal = new Error('refused')

function setUp() {
  const clock = createManualClock()
  const even = evenRefusals(error => error === refusal, clock)
  /** Starts work that ends after so many milliseconds. @returns a list that gets the duration of the answer */
  function start(ms: number, end: () => unknown) {
    const startedAt = clock.monotonic()
    const durations: number[] = []
    const work = ms > 0 ? () => clock.sleep(ms).then(end) : async () => end()
    const note = () => void durations.push(clock.monotonic() - startedAt)
    void even(work).then(note, note)
    return durations
  }
  async function pass(ms: number) {
    for (let i = 0; i < ms; i += 50) {
      await new Promise(resolve => setImmediate(resolve))
      clock.advance(50)
    }
    await new Promise(resolve => setImmediate(resolve))
  }
  return { start, pass }
}
const refuse = () => {
  throw refusal
}

it('sends a refusal from the cache, of one call and of several pages after the same time', async () => {
  const { start, pass } = setUp()
  for (const ms of [0, 150, 400, 800]) {
    const duration = start(ms, refuse)
    await pass(2_000)
    expect(duration, `${ms}`).toEqual([1_000])
  }
})

it('sends a refusal from the cache not before those that wait for WeCom since an earlier moment', async () => {
  const { start, pass } = setUp()
  const slow = start(1_450, refuse)
  await pass(50)
  const fast = start(0, refuse)
  const slowToo = start(1_450, refuse)
  await pass(3_000)
  expect([slow, fast, slowToo]).toEqual([[2_000], [2_000], [2_000]])
  const quiet = start(0, refuse)
  await pass(2_000)
  expect(quiet).toEqual([1_000])
})

it('lets a refusal wait for others for three seconds at most', async () => {
  const { start, pass } = setUp()
  start(10_000, () => {})
  await pass(50)
  const refused = start(0, refuse)
  await pass(5_000)
  expect(refused).toEqual([3_000])
})

it('does not let a refusal wait for work that started with it or after it', async () => {
  const { start, pass } = setUp()
  const first = start(0, refuse)
  start(10_000, () => {})
  await pass(50)
  start(10_000, () => {})
  await pass(3_000)
  expect(first).toEqual([1_000])
})

it('delays no answer and no other failure', async () => {
  const { start, pass } = setUp()
  const answers = [start(50, () => {}), start(100, () => {
    throw new Error('other')
  })]
  await pass(200)
  expect(answers).toEqual([[50], [100]])
})
