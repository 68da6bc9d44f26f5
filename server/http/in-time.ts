import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../errors/app-error.ts'
import { UpstreamUnavailableError } from '../upstream/upstream-error.ts'
import { WECOM } from '../wecom/wecom-upstream.ts'
import { WECHAT } from '../wechat/wechat-upstream.ts'

/** Nobody waits longer for an answer, retries and further pages included, milliseconds. */
const BUDGET_MS = 4_000

/** Whom a door asks, and who is therefore named when the time is over. */
export type Asked = 'wecom' | 'wechat' | 'store'

const LATE: Record<Asked, () => Error> = {
  wecom: () => new UpstreamUnavailableError(WECOM, 'request', 'timeout'),
  wechat: () => new UpstreamUnavailableError(WECHAT, 'request', 'timeout'),
  store: () => new AppError('store_unavailable'),
}

/**
 * Answers in time or not at all. What is under way goes on within its own limits and fills the caches, so that the next
 * try may succeed.
 *
 * @throws {AppError | UpstreamUnavailableError} store_unavailable by whom is asked
 */
export async function inTime<T>(work: Promise<T> | T, asked: Asked): Promise<T> {
  const cancelled = new AbortController()
  const tooLate = sleep(BUDGET_MS, undefined, { signal: cancelled.signal }).then(() => {
    throw LATE[asked]()
  })
  tooLate.catch(() => {}) // cancelled, or the work failed first
  try {
    return await Promise.race([work, tooLate])
  }
  finally {
    cancelled.abort()
  }
}
