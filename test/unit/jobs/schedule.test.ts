import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { JobOutcome, JobProgress } from '../../../server/jobs/job.ts'
import { createJobSchedule } from '../../../server/jobs/schedule.ts'

const HOUR = 60 * 60_000
const MINUTE = 60_000

/** @param answer the outcome or the failure of each run */
function makeSchedule(
  progress: JobProgress | undefined, answer: (run: number) => JobOutcome | Error = () => 'complete',
) {
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
    /** Runs the schedule for so many hours. @returns when runs started, in minutes */
    async during(hours: number): Promise<number[]> {
      const began = now
      schedule.start()
      while (now < began + hours * HOUR) await setImmediate()
      await schedule.stop()
      return runs.map(at => Math.round((at - began) / MINUTE))
    },
  }
}

describe('the schedule of a job', () => {
  it('runs soon after the first start, and once a day from then on', async () => {
    const { during, told } = makeSchedule(undefined)
    const [first, second, ...more] = await during(30)
    expect(first).toBe(0)
    expect(second).toBeGreaterThanOrEqual(24 * 60)
    expect(second).toBeLessThan(24.5 * 60)
    expect(more).toEqual([])
    expect(told).toEqual(['complete', 'complete'])
  })

  it('does not repeat a recent run', async () => {
    expect(await makeSchedule({ finishedAt: 995 * HOUR }).during(12)).toEqual([])
  })

  it.each(['finishedAt', 'failedAt'])('ignores %s when it was written while a clock was ahead', async (moment) => {
    expect(await makeSchedule({ [moment]: 10_000 * HOUR }).during(1)).toEqual([0])
  })

  it('does not repeat a run that another machine has just ended, whose clock is a little ahead', async () => {
    expect(await makeSchedule({ finishedAt: 1_000 * HOUR + 30_000 }).during(12)).toEqual([])
  })

  it('continues the unfinished run of another process', async () => {
    expect(await makeSchedule({}).during(1)).toEqual([0])
  })

  it('checks often while another process does the job', async () => {
    const { during, told } = makeSchedule({}, run => run < 20 ? 'held' : 'complete')
    const times = await during(1)
    expect(times).toHaveLength(21)
    expect(times.at(-1)).toBeLessThanOrEqual(2)
    expect(told).toEqual(['complete'])
  })

  it('repeats a failed run after a quarter of an hour, also one of another process', async () => {
    const refused = new Error('refused')
    const failedAt = 1_000 * HOUR - 10 * MINUTE
    const { during, told } = makeSchedule({ failedAt }, run => run < 2 ? refused : 'complete')
    const [first, second, third, ...more] = await during(2)
    const about15 = expect.closeTo(15, -1)
    expect([first, second! - first!, third! - second!]).toEqual([expect.closeTo(5, 0), about15, about15])
    expect(more).toEqual([])
    expect(told).toEqual([refused, refused, 'complete'])
  })

  it('stops, also before its first check', async () => {
    const { schedule } = makeSchedule(undefined)
    schedule.start()
    await schedule.stop()
    expect(await makeSchedule(undefined, () => 'stopped').during(0)).toEqual([])
  })
})
