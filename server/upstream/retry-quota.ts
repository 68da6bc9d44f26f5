/** Each successful call earns a tenth of a retry, so retries add at most a tenth to the load of a failing API. */
const EARNED_PER_SUCCESS = 0.1
/** A short disturbance may use this many retries at once. */
const BURST = 10

export interface RetryQuota {
  /** Counts a successful call. */
  earn(): void
  /** @returns whether one more retry is allowed, and counts it */
  spend(): boolean
}

/** Limits retries, so that a failing API does not get more load because it fails. */
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
