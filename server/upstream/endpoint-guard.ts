import type { Clock } from './clock.ts'
import { UpstreamRefusedError, UpstreamUnavailableError } from './upstream-error.ts'
import type { UnavailableReason } from './upstream-error.ts'

/** A limit of calls per minute ends after a minute (WeCom: doc 90312). */
const THROTTLED_MS = 60_000
/** An admin cannot fix a refused set-up faster than this. */
const MISCONFIGURED_MS = 30_000
/** Callers who come while one call probes the API ask again after this long. */
const PROBING_MS = 1_000
/** This many failures within ten seconds are an outage: further calls fail at once instead of waiting. */
const OUTAGE_FAILURES = 5
const OUTAGE_WINDOW_MS = 10_000
/** Short, so that pages work again within seconds after the outage. */
const OUTAGE_MS = 2_000
const OUTAGE_REASONS: readonly UnavailableReason[] = ['timeout', 'connection', 'certificate', 'server_error']

/** Runs a call, or throws the last failure while the API would only answer the same. */
export interface EndpointGuard {
  <T>(work: () => Promise<T>): Promise<T>
  /** The next call asks the API again: an admin has mended the set-up. */
  forget(): void
}

/**
 * Remembers the last failures of one endpoint. While the API would only repeat a failure, calls get it from memory.
 * After that time, one call probes the endpoint; the others still get the remembered failure. Uses the monotonic
 * clock: a wall clock that is set back would keep the endpoint closed.
 */
export function createEndpointGuard(clock: Clock): EndpointGuard {
  let known: { error: Error, until: number } | undefined
  let probing = false
  let isProven = false
  let first: Promise<void> | undefined
  let failures: number[] = []

  /** @returns the failure as callers get it */
  function learn(error: unknown, isProbe: boolean): unknown {
    if (isProbe) known = undefined
    if (!(error instanceof Error)) return error
    const ms = isUpstreamOutage(error) ? outageMs(isProbe) : memoryMs(error)
    const until = clock.monotonic() + ms
    if (until > (known?.until ?? clock.monotonic())) known = { error, until }
    return pausedFor(error, ms)
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
      throw learn(error, isProbe)
    }
    finally {
      isProven = true
      if (isProbe) probing = false
    }
  }

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    // The very first call goes alone: a wrong set-up is then refused once, even when many calls start together.
    if (first && !isProven) await first
    const waitMs = known ? known.until - clock.monotonic() : 0
    if (known && (probing || waitMs > 0)) throw pausedFor(known.error, Math.max(waitMs, PROBING_MS))
    const isProbe = known !== undefined
    probing = isProbe
    const answer = run(work, isProbe)
    first ??= answer.then(() => {}, () => {})
    return answer
  }
  return Object.assign(guarded, { forget: () => void (known = undefined) })
}

/** An outage ends without notice: then the code of the failure says when a caller asks again. */
function pausedFor(error: Error, ms: number): Error {
  return error instanceof UpstreamRefusedError && memoryMs(error) > 0 ? error.pausedFor(ms) : error
}

function memoryMs(error: Error): number {
  if (!(error instanceof UpstreamRefusedError)) return 0
  if (error.errcodeClass === 'throttled') return THROTTLED_MS
  return error.concernsEveryCall ? MISCONFIGURED_MS : 0
}

/** Whether the API cannot do its work at all, for any call. */
export function isUpstreamOutage(error: unknown): boolean {
  if (error instanceof UpstreamRefusedError) return error.errcodeClass === 'busy'
  return error instanceof UpstreamUnavailableError && OUTAGE_REASONS.includes(error.reason)
}
