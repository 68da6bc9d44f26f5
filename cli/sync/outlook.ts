import type { SyncProgress } from '../../server/identity/sync/run-state.ts'

/** How far a run is, as people want to hear it. */
export interface Outlook {
  /** 0 to 1. */
  share: number
  /** Customers a second, since this was first asked. */
  perSecond: number
  /** Undefined as long as nobody can tell. */
  secondsLeft?: number
}

/** Nothing is certain before the end. */
const ALMOST = 0.99

/**
 * Judges each state of a run against the first one it was given. The run before tells how many customers to expect; the
 * very first run has only the members to go by.
 *
 * @param now milliseconds, any origin
 */
export function createOutlook(now: () => number): (progress: SyncProgress) => Outlook {
  let first: { at: number, customers: number, share: number } | undefined
  return ({ finishedAt, members, membersDone, customers, expectedCustomers }) => {
    const share = finishedAt ? 1 : Math.min(ALMOST, expectedCustomers > 0 ? customers / expectedCustomers : membersDone / Math.max(1, members))
    // A batch that begins anew takes its count back.
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
