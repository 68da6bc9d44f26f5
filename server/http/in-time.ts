import { AppError } from '../errors/app-error.ts'
import { UpstreamUnavailableError } from '../upstream/upstream-error.ts'
import { WECHAT } from '../wechat/wechat-upstream.ts'
import { WECOM } from '../wecom/wecom-upstream.ts'
import { withDeadline } from './deadline.ts'

/** Time limit of a request after its input has arrived, with all retries and further pages, milliseconds. */
const BUDGET_MS = 4_000

/** The system that a door asks. The error after the time limit names it. */
export type Asked = 'wecom' | 'wechat' | 'store'

const LATE: Record<Asked, () => Error> = {
  wecom: () => new UpstreamUnavailableError(WECOM, 'request', 'timeout'),
  wechat: () => new UpstreamUnavailableError(WECHAT, 'request', 'timeout'),
  store: () => new AppError('store_unavailable'),
}

/**
 * Puts a time limit on work. After it the work goes on within its own limits and fills the caches, so the next try may
 * succeed.
 *
 * @param asked the system that is late when the time limit is reached; without one, there is no limit
 * @throws {AppError} store_unavailable after the time limit, when the store is asked
 * @throws {UpstreamUnavailableError} after the time limit, when WeCom or WeChat is asked
 */
export type InTime = <T>(work: Promise<T> | T, asked: Asked | undefined) => Promise<T>

export const inTime: InTime = (work, asked) => createInTime()(work, asked)

/** @returns one time limit for several parts of a request: the time that one part takes is missing to the next */
export function createInTime(): InTime {
  let leftMs = BUDGET_MS
  return async (work, asked) => {
    // What is there already needs no timer.
    if (!asked || !(work instanceof Promise)) return work
    const began = performance.now()
    try {
      return await withDeadline(work, Math.max(0, leftMs), LATE[asked])
    }
    finally {
      leftMs -= performance.now() - began
    }
  }
}
