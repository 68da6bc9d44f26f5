/** So many tries may be repeated for each one made: at worst WeCom gets a tenth more calls than without retries. */
const RETRIES_PER_CALL = 0.1
/** A short disturbance may be bridged at once. */
const BURST = 10

export interface RetryQuota {
  /** A first try: earns a part of a retry. */
  earn(): void
  /** @returns whether one more try is affordable, and pays for it */
  spend(): boolean
}

/** Keeps a failing upstream from being hit harder because it fails. */
export function createRetryQuota(): RetryQuota {
  let balance = BURST
  return {
    earn() {
      balance = Math.min(BURST, balance + RETRIES_PER_CALL)
    },
    spend() {
      if (balance < 1) return false
      balance -= 1
      return true
    },
  }
}
