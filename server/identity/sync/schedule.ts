import type { Clock } from '../../upstream/clock.ts'
import { StoppedError } from './errors.ts'
import type { FullSync, SyncOutcome } from './full-sync.ts'
import { pause } from './pause.ts'
import type { SyncProgress } from './run-state.ts'

const HOUR_MS = 60 * 60_000
/** A server that has just started has better things to do. */
const FIRST_LOOK_MS = 5_000
/** How soon somebody goes on when the process that is at it dies. */
const WATCH_MS = 2_000
const IDLE_MS = 60_000
/** What an admin has to mend takes a while. */
const RETRY_MS = 15 * 60_000
/** Spreads the processes of a fleet, as a share of the interval. */
const JITTER = 0.02

export interface SyncScheduleOptions {
  sync: FullSync
  /** From the end of one run to the beginning of the next. */
  everyHours: number
  clock: Clock
  /** Between 0 and 1. */
  random: () => number
  /** Waited for, so that it may still ask the database. */
  onOutcome: (outcome: SyncOutcome) => Promise<void>
  onFailure: (error: unknown) => void
}

export interface SyncSchedule {
  start(): void
  /** Lets what is under way put down where it is. */
  stop(): Promise<void>
}

/** Keeps the graph complete: in every process of a fleet, of which one does the work. */
export function createSyncSchedule({ sync, everyHours, clock, random, onOutcome, onFailure }: SyncScheduleOptions): SyncSchedule {
  const intervalMs = everyHours * HOUR_MS
  const jitterMs = random() * intervalMs * JITTER
  const stopping = new AbortController()
  let working: Promise<void> | undefined

  async function look(): Promise<number> {
    const untilDue = dueIn(await sync.progress(), clock.wall(), intervalMs + jitterMs)
    if (untilDue > 0) return Math.min(untilDue, IDLE_MS)
    const outcome = await sync.run(stopping.signal, clock.wall() - intervalMs)
    if (outcome === 'held') return WATCH_MS
    await onOutcome(outcome)
    return IDLE_MS
  }

  async function work(): Promise<void> {
    await pause(FIRST_LOOK_MS * (1 + random()), clock, stopping.signal)
    for (;;) {
      const wait = await look().catch((error: unknown) => {
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

/** Milliseconds until a run is to be begun or continued; 0 or less: now. */
function dueIn(progress: SyncProgress | undefined, now: number, intervalMs: number): number {
  if (progress?.failedAt) return progress.failedAt + RETRY_MS - now
  return progress?.finishedAt ? progress.finishedAt + intervalMs - now : 0
}
