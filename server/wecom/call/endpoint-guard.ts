import type { Clock } from './clock.ts'
import { errcodeEntry } from './errcodes.ts'
import { WecomApiError, WecomUnavailableError } from './errors.ts'

/** WeCom lifts a minute limit after a minute (doc 90312). */
const THROTTLED_MS = 60_000
/** A set-up that WeCom refuses is not asked again before an admin could have mended it. */
const MISCONFIGURED_MS = 30_000
/** So many failures in a row within ten seconds are no accident: then nobody waits for an answer that does not come. */
const OUTAGE_FAILURES = 5
const OUTAGE_WINDOW_MS = 10_000
/** Short, because a page is to be right again within seconds. */
const OUTAGE_MS = 2_000

/** Runs a call, or answers for WeCom what it would only say again. */
export type EndpointGuard = <T>(work: () => Promise<T>) => Promise<T>

/**
 * What one endpoint has answered lately. An answer that would only be repeated is remembered for a while, then one call
 * finds out whether it still holds while the others are answered from memory. Time is monotonic: a breaker on the wall
 * clock would stay open for as long as the clock is set back.
 */
export function createEndpointGuard(clock: Clock): EndpointGuard {
  let known: { error: Error, until: number } | undefined
  let probing = false
  let isProven = false
  let first: Promise<void> | undefined
  let failures: number[] = []

  function learn(error: unknown, isProbe: boolean): void {
    if (isProbe) known = undefined
    if (!(error instanceof Error)) return
    const until = clock.monotonic() + (isOutage(error) ? outageMs(isProbe) : memoryMs(error))
    if (until > (known?.until ?? clock.monotonic())) known = { error, until }
  }

  function outageMs(isProbe: boolean): number {
    const now = clock.monotonic()
    failures = [...failures.filter(moment => moment > now - OUTAGE_WINDOW_MS), now].slice(-OUTAGE_FAILURES)
    return isProbe || failures.length === OUTAGE_FAILURES ? OUTAGE_MS : 0
  }

  async function run<T>(work: () => Promise<T>, isProbe: boolean): Promise<T> {
    try {
      const answer = await work()
      if (isProbe) known = undefined
      failures = []
      return answer
    }
    catch (error) {
      learn(error, isProbe)
      throw error
    }
    finally {
      isProven = true
      if (isProbe) probing = false
    }
  }

  return async function guarded(work) {
    // The very first call goes alone: a set-up that is refused is then refused once, however many came at the same time.
    if (first && !isProven) await first
    if (known && (probing || clock.monotonic() < known.until)) throw known.error
    const isProbe = known !== undefined
    probing = isProbe
    const answer = run(work, isProbe)
    first ??= answer.then(() => {}, () => {})
    return answer
  }
}

function memoryMs(error: Error): number {
  if (!(error instanceof WecomApiError)) return 0
  if (error.errcodeClass === 'throttled') return THROTTLED_MS
  return errcodeEntry(error.errcode).concernsEveryCall ? MISCONFIGURED_MS : 0
}

/** Whether WeCom cannot do its work at all, whatever it is asked. */
export function isOutage(error: Error): boolean {
  if (error instanceof WecomApiError) return error.errcodeClass === 'busy'
  return error instanceof WecomUnavailableError && ['timeout', 'connection', 'server_error'].includes(error.reason)
}
