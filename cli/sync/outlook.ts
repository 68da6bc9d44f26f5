import type { SyncProgress } from '../../server/identity/sync/run-state.ts'

/** Progress, rate and remaining time of a run. */
export interface Outlook {
  /** 0 to 1. */
  share: number
  /** Customers per second since the first call. */
  perSecond: number
  /** Undefined while it is unknown. */
  secondsLeft?: number
}

/** The most to show before the end, because the expected count is an estimate. */
const ALMOST = 0.99

/**
 * Compares each state of a run with the first one. The count of the run before says how many customers to expect; in
 * the first run of all, the share of members is used instead.
 *
 * @param now milliseconds, any origin
 */
export function createOutlook(now: () => number): (progress: SyncProgress) => Outlook {
  let first: { at: number, customers: number, share: number } | undefined
  return ({ finishedAt, members, membersDone, customers, expectedCustomers }) => {
    const estimate = expectedCustomers > 0 ? customers / expectedCustomers : membersDone / Math.max(1, members)
    const share = finishedAt ? 1 : Math.min(ALMOST, estimate)
    // The count shrinks when a batch starts again.
    if (!first || customers < first.customers) first = { at: now(), customers, share }
    const seconds = (now() - first.at) / 1_000
    const gained = share - first.share
    return {
      share,
      perSecond: seconds > 0 ? Math.round((customers - first.customers) / seconds) : 0,
      secondsLeft: gained > 0 ? (1 - share) / gained * seconds : undefined,
    }
  }
}
