/** What a call that succeeds earns. A WeCom that fails gets hardly more calls than without retries. */
const EARNED_PER_SUCCESS = 0.1
/** A short disturbance may be bridged at once. */
const BURST = 10

export interface RetryQuota {
  /** A call succeeded: earns a part of a retry. */
  earn(): void
  /** @returns whether one more try is affordable, and pays for it */
  spend(): boolean
}

/** Keeps a failing upstream from being hit harder because it fails. */
export function createRetryQuota(): RetryQuota {
  let balance = BURST
  return {
    earn() {
      balance = Math.min(BURST, balance + EARNED_PER_SUCCESS)
    },
    spend() {
      if (balance < 1) return false
      balance -= 1
      return true
    },
  }
}
