import { AppError } from '../errors/app-error.ts'
import { currentCaller } from './caller.ts'
import type { Caller } from './caller.ts'
import type { Clock } from './clock.ts'
import type { Request } from './request.ts'

/** Calls at once, and calls that may wait for a place. */
interface LaneSize {
  atOnce: number
  waiting: number
}

/**
 * All strangers share one lane, all systems and jobs another; each member has an own one. A process has 64 connections
 * to one host (transport.ts): members keep half of them, whatever the others do.
 */
const SIZES: Record<Caller['kind'], LaneSize> = {
  stranger: { atOnce: 24, waiting: 600 },
  member: { atOnce: 8, waiting: 100 },
  system: { atOnce: 8, waiting: 1_000 },
}
/** A call that waits longer is given up, milliseconds: its user has an answer by then (four seconds). */
const PATIENCE_MS = 3_000
const RETRY_AFTER_SECONDS = 3

interface Waiting {
  since: number
  start: () => void
  giveUp: (error: Error) => void
}

interface Lane {
  running: number
  queue: Waiting[]
}

/**
 * Runs work when its user has a free place. The place goes to the call that waits longest.
 *
 * @throws {AppError} too_many_requests when too many calls of this user wait, or when it waited too long
 */
export type InLane = <T>(work: () => Promise<T>) => Promise<T>

/** @returns the lanes of this process */
export function createLanes({ monotonic }: Pick<Clock, 'monotonic'>): InLane {
  const lanes = new Map<string, Lane>()
  const full = () => new AppError('too_many_requests', { detail: 'calls', retryAfterSeconds: RETRY_AFTER_SECONDS })

  async function enter(lane: Lane, { atOnce, waiting }: LaneSize): Promise<void> {
    if (lane.running >= atOnce) {
      if (lane.queue.length >= waiting) throw full()
      await new Promise<void>((start, giveUp) => lane.queue.push({ since: monotonic(), start, giveUp }))
    }
    else {
      lane.running += 1
    }
  }

  function leave(name: string, lane: Lane): void {
    for (let next = lane.queue.shift(); next; next = lane.queue.shift()) {
      if (monotonic() - next.since <= PATIENCE_MS) return next.start()
      next.giveUp(full())
    }
    lane.running -= 1
    if (lane.running === 0) lanes.delete(name)
  }

  return async function inLane(work) {
    const caller = currentCaller()
    const name = caller.kind === 'member' ? `member:${caller.userId}` : caller.kind
    const lane = lanes.get(name) ?? { running: 0, queue: [] }
    lanes.set(name, lane)
    await enter(lane, SIZES[caller.kind])
    try {
      return await work()
    }
    finally {
      leave(name, lane)
    }
  }
}

/** @returns the same calls, each in the lane of its user */
export function throughLanes(request: Request, inLane: InLane): Request {
  return call => inLane(() => request(call))
}
