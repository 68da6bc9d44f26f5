import { setTimeout as sleep } from 'node:timers/promises'
import { StoreUnavailableError } from '../storage/key-value-store.ts'
import { WechatUnavailableError } from '../wechat/errors.ts'
import { WecomUnavailableError } from '../wecom/call/errors.ts'

/** Nobody waits longer for an answer, retries and further pages included, milliseconds. */
const BUDGET_MS = 4_000

/** Whom a door asks, and who is therefore named when the time is over. */
export type Asked = 'wecom' | 'wechat' | 'store'

const LATE: Record<Asked, () => Error> = {
  wecom: () => new WecomUnavailableError('request', 'timeout'),
  wechat: () => new WechatUnavailableError('request', 'timeout'),
  store: () => new StoreUnavailableError(),
}

/**
 * Answers in time or not at all. What is under way goes on within its own limits and fills the caches, so that the next
 * try may succeed.
 *
 * @throws {WecomUnavailableError | WechatUnavailableError | StoreUnavailableError} by whom is asked
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
