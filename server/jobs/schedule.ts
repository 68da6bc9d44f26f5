import type { Clock } from '../upstream/clock.ts'
import { pastMoment } from '../upstream/past-moment.ts'
import { StoppedError } from './errors.ts'
import type { Job, JobOutcome, JobProgress } from './job.ts'
import { pause } from './pause.ts'

const HOUR_MS = 60 * 60_000
/** Leaves a server that has just started its first requests. */
const FIRST_CHECK_MS = 5_000
/** While another process does the job: how soon this one takes over when the other dies. */
const WATCH_MS = 2_000
const IDLE_MS = 60_000
/** Time for an admin to fix what failed. */
const RETRY_MS = 15 * 60_000
/** Spreads the processes of a fleet, as a share of the interval. */
const JITTER = 0.02

export interface JobScheduleOptions {
  job: Job
  /** From the end of one run to the start of the next. */
  everyHours: number
  clock: Clock
  /** Between 0 and 1. */
  random: () => number
  /** Awaited, so that it can still use the database. Not called for `held`. */
  onOutcome: (outcome: JobOutcome) => Promise<void>
  onFailure: (error: unknown) => void
}

export interface JobSchedule {
  start(): void
  /** Stops the run in progress and waits until it has saved where it is. */
  stop(): Promise<void>
}

/** Runs a job every few hours. Every process of a fleet has the schedule; the lease of the job picks one of them. */
export function createJobSchedule(options: JobScheduleOptions): JobSchedule {
  const { job, everyHours, clock, random, onOutcome, onFailure } = options
  const intervalMs = everyHours * HOUR_MS
  const jitterMs = random() * intervalMs * JITTER
  const stopping = new AbortController()
  let working: Promise<void> | undefined

  /** @returns milliseconds until the next check */
  async function check(): Promise<number> {
    const untilDue = dueIn(await job.progress(), clock.wall(), intervalMs + jitterMs)
    if (untilDue > 0) return Math.min(untilDue, IDLE_MS)
    const outcome = await job.run(stopping.signal, clock.wall() - intervalMs)
    if (outcome === 'held') return WATCH_MS
    await onOutcome(outcome)
    return IDLE_MS
  }

  async function work(): Promise<void> {
    await pause(FIRST_CHECK_MS * (1 + random()), clock, stopping.signal)
    for (;;) {
      const wait = await check().catch((error: unknown) => {
        onFailure(error)
        return IDLE_MS
      })
      await pause(wait, clock, stopping.signal)
    }
  }

  return {
    start() {
      working ??= work().catch((error: unknown) => {
        if (!(error instanceof StoppedError)) onFailure(error)
      })
    },
    async stop() {
      stopping.abort()
      await working
    },
  }
}

/** @returns milliseconds until a run starts or continues; 0 or less: now */
function dueIn(progress: JobProgress | undefined, now: number, intervalMs: number): number {
  const failedAt = pastMoment(progress?.failedAt, now)
  const finishedAt = pastMoment(progress?.finishedAt, now)
  if (failedAt) return failedAt + RETRY_MS - now
  return finishedAt ? finishedAt + intervalMs - now : 0
}
