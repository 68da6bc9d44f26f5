import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Stops waiting for work after a time. The work itself goes on.
 *
 * @param ms the time limit, milliseconds
 * @param late makes the error that is thrown after it
 */
export async function withDeadline<T>(work: Promise<T> | T, ms: number, late: () => Error): Promise<T> {
  const cancelled = new AbortController()
  const tooLate = sleep(ms, undefined, { signal: cancelled.signal }).then(() => {
    throw late()
  })
  tooLate.catch(() => {}) // Rejects after the race, too: by `abort`, or late.
  try {
    return await Promise.race([work, tooLate])
  }
  finally {
    cancelled.abort()
  }
}
