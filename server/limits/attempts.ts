import { AppError, hasCode } from '../errors/app-error.ts'
import type { Clock } from '../upstream/clock.ts'
import { createQueues } from '../upstream/queues.ts'
import type { LimitName } from './limit-table.ts'
import { HELD_MS } from './limits.ts'
import type { Held, LimitOwner, Limits } from './limits.ts'

/**
 * Attempts of one client in this process. 16 at once leave places for others among the 24 upstream calls of strangers,
 * and are far below the limits of failures. An office of 500 is through long before the patience ends.
 */
const QUEUE = { atOnce: 16, waiting: 1_000, patienceMs: 30_000, detail: 'attempts' }
const POLL_MS = 100

/**
 * Runs an attempt that counts when it fails, such as a sign-in with a code. The attempt has a place in the limit before
 * it runs: otherwise a thousand at once would pass. It gives the place back when it succeeds, and keeps it when it
 * fails.
 *
 * So a place can be taken by a failure or by an attempt that runs. When failures have all places, the next attempt is
 * refused. When running attempts have some, it waits for one of them: first in the queue of its client in this process,
 * then, because other processes have queues of their own, for a place in the limit.
 *
 * @param run has to undo or to keep its place
 * @throws {AppError} too_many_requests, with the time after which the next failure is forgotten
 * @throws what `run` throws
 */
export type StartAttempt = <T>(name: LimitName, owner: LimitOwner, run: (place: Held) => Promise<T>) => Promise<T>

export function createAttempts({ hold }: Pick<Limits, 'hold'>, clock: Clock): StartAttempt {
  const inQueue = createQueues(clock)

  async function findPlace(name: LimitName, owner: LimitOwner): Promise<Held> {
    const deadline = clock.monotonic() + HELD_MS
    for (;;) {
      try {
        return await hold(name, owner)
      }
      catch (error) {
        if (!isTakenByRunning(error) || clock.monotonic() >= deadline) throw error
      }
      await clock.sleep(POLL_MS)
    }
  }

  return (name, owner, run) => inQueue(`${name}:${owner.client ?? ''}`, QUEUE, async () =>
    run(await findPlace(name, owner)))
}

/** Running attempts free their places within HELD_MS; failures count for minutes. */
function isTakenByRunning(error: unknown): boolean {
  if (!(error instanceof AppError) || !hasCode(error, 'too_many_requests')) return false
  return error.retryAfterSeconds !== undefined && error.retryAfterSeconds * 1_000 <= HELD_MS
}
