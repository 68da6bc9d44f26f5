import { currentCaller } from './caller.ts'
import type { Caller } from './caller.ts'
import type { Clock } from './clock.ts'
import { createQueues } from './queues.ts'
import type { QueueSize } from './queues.ts'
import type { Request } from './request.ts'

/** The user of a call that waits longer has an answer by then (four seconds). */
const WAIT = { patienceMs: 3_000, detail: 'calls' }

/**
 * All strangers share one lane, all systems and jobs another; each member has an own one. A process has 64 connections
 * to one host (transport.ts): members keep half of them, whatever the others do.
 */
const SIZES: Record<Caller['kind'], QueueSize> = {
  stranger: { atOnce: 24, waiting: 600, ...WAIT },
  member: { atOnce: 8, waiting: 100, ...WAIT },
  system: { atOnce: 8, waiting: 1_000, ...WAIT },
}

/**
 * Runs work when its user has a free place. The place goes to the call that waits longest.
 *
 * @throws {AppError} too_many_requests when too many calls of this user wait, or when it waited too long
 */
export type InLane = <T>(work: () => Promise<T>) => Promise<T>

/** @returns the lanes of this process */
export function createLanes(clock: Pick<Clock, 'monotonic'>): InLane {
  const inQueue = createQueues(clock)
  return async (work) => {
    const caller = currentCaller()
    const name = caller.kind === 'member' ? `member:${caller.userId}` : caller.kind
    return inQueue(name, SIZES[caller.kind], work)
  }
}

/** @returns the same calls, each in the lane of its user */
export function throughLanes(request: Request, inLane: InLane): Request {
  return call => inLane(() => request(call))
}
