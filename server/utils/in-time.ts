import { setTimeout as sleep } from 'node:timers/promises'
import { WecomUnavailableError } from '../wecom/call/errors.ts'

/** Nobody waits longer for an answer, retries and further pages included, milliseconds. */
const BUDGET_MS = 4_000

/**
 * Answers in time or not at all. What is under way goes on within its own limits and fills the caches, so that the next
 * try may succeed.
 *
 * @throws {WecomUnavailableError} timeout
 */
export async function inTime<T>(work: Promise<T> | T): Promise<T> {
  const cancelled = new AbortController()
  const tooLate = sleep(BUDGET_MS, undefined, { signal: cancelled.signal }).then(() => {
    throw new WecomUnavailableError('request', 'timeout')
  })
  tooLate.catch(() => {}) // cancelled, or the work failed first
  try {
    return await Promise.race([work, tooLate])
  }
  finally {
    cancelled.abort()
  }
}
