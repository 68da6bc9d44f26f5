import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { JobOutcome, JobProgress } from '../../../server/jobs/job.ts'
import { createJobSchedule } from '../../../server/jobs/schedule.ts'

const HOUR = 60 * 60_000
const MINUTE = 60_000

/** @param answer what becomes of each run: an outcome, or a failure */
function makeSchedule(progress: JobProgress | undefined, answer: (run: number) => JobOutcome | Error = () => 'complete') {
  let now = 1_000 * HOUR
  const runs: number[] = []
  const told: unknown[] = []
  let current = progress
  const schedule = createJobSchedule({
    job: {
      progress: async () => current,
      async run() {
        const outcome = answer(runs.push(now) - 1)
        if (outcome instanceof Error) {
          current = { ...current, failedAt: now }
          throw outcome
        }
        if (outcome === 'complete') current = { finishedAt: now }
        return outcome
      },
    },
    everyHours: 24,
    clock: { wall: () => now, monotonic: () => now, async sleep(ms) {
      await setImmediate()
      now += Math.max(ms, 5_000) // hours would else take long
    } },
    random: () => 0.5,
    onOutcome: async outcome => void told.push(outcome),
    onFailure: error => told.push(error),
  })
  return {
    told,
    schedule,
    /** When runs were begun within so many hours, in minutes after the start. */
    async during(hours: number): Promise<number[]> {
      const began = now
      schedule.start()
      while (now < began + hours * HOUR) await setImmediate()
      await schedule.stop()
      return runs.map(at => Math.round((at - began) / MINUTE))
    },
  }
}

describe('the schedule of the full sync', () => {
  it('runs soon after the first start, and once a day from then on', async () => {
    const { during, told } = makeSchedule(undefined)
    const [first, second, ...more] = await during(30)
    expect(first).toBe(0)
    expect(second).toBeGreaterThanOrEqual(24 * 60)
    expect(second).toBeLessThan(24.5 * 60)
    expect(more).toEqual([])
    expect(told).toEqual(['complete', 'complete'])
  })

  it('leaves alone what was done lately', async () => {
    expect(await makeSchedule({ finishedAt: 995 * HOUR }).during(12)).toEqual([])
  })

  it('goes on with what another process has left', async () => {
    expect(await makeSchedule({}).during(1)).toEqual([0])
  })

  it('watches closely while another process is at it', async () => {
    const { during, told } = makeSchedule({}, run => run < 20 ? 'held' : 'complete')
    const times = await during(1)
    expect(times).toHaveLength(21)
    expect(times.at(-1)).toBeLessThanOrEqual(2)
    expect(told).toEqual(['complete'])
  })

  it('tries again after a quarter of an hour what has failed, in whatever process', async () => {
    const refused = new Error('refused')
    const { during, told } = makeSchedule({ failedAt: 1_000 * HOUR - 10 * MINUTE }, run => run < 2 ? refused : 'complete')
    const [first, second, third, ...more] = await during(2)
    expect([first, second! - first!, third! - second!]).toEqual([expect.closeTo(5, 0), expect.closeTo(15, -1), expect.closeTo(15, -1)])
    expect(more).toEqual([])
    expect(told).toEqual([refused, refused, 'complete'])
  })

  it('stops, also before its first look', async () => {
    const { schedule } = makeSchedule(undefined)
    schedule.start()
    await schedule.stop()
    expect(await makeSchedule(undefined, () => 'stopped').during(0)).toEqual([])
  })
})
