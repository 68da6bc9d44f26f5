import { circuitBreaker, ConsecutiveBreaker, ExponentialBackoff, handleWhen, isBrokenCircuitError, retry } from 'cockatiel'
import type { Clock } from './clock.ts'
import { errcodeEntry } from './errcodes.ts'
import { WecomApiError, WecomUnavailableError } from './errors.ts'
import type { Request } from './request.ts'
import { createRetryQuota } from './retry-quota.ts'

/** All tries of one call together, milliseconds: a person is waiting. */
const BUDGET_MS = 4_000
const MAX_RETRIES = 2
const FIRST_DELAY_MS = 100
const MAX_DELAY_MS = 500
/** Less is not enough for a delay and one more try. */
const ROOM_FOR_A_TRY_MS = 900
/** WeCom lifts a minute limit after a minute (doc 90312). */
const THROTTLED_MS = 60_000
/** A set-up that WeCom refuses is not asked again before an admin could have mended it. */
const MISCONFIGURED_MS = 30_000

/**
 * Adds the failure policy to every endpoint: what may heal is tried again, what is throttled is left alone for a minute and
 * then probed by one call, what is misconfigured is answered from memory for half a minute.
 */
export function createResilientRequest(request: Request, clock: Clock): Request {
  const quota = createRetryQuota()
  const endpoints = new Map<string, EndpointGuard>()
  return function resilientRequest(call) {
    let guard = endpoints.get(call.endpoint)
    if (!guard) endpoints.set(call.endpoint, guard = createEndpointGuard(clock))
    return guard(() => {
      const deadline = clock.monotonic() + BUDGET_MS
      const timeLeft = () => deadline - clock.monotonic()
      let retries = 0
      const isWorthARetry = (error: Error) => mayHeal(error) && timeLeft() > ROOM_FOR_A_TRY_MS && retries++ < MAX_RETRIES && quota.spend()
      const retrying = retry(handleWhen(isWorthARetry), {
        maxAttempts: MAX_RETRIES,
        backoff: new ExponentialBackoff({ initialDelay: FIRST_DELAY_MS, maxDelay: MAX_DELAY_MS }),
      })
      return retrying.execute(async () => {
        const answer = await request({ ...call, timeoutMs: timeLeft() })
        quota.earn()
        return answer
      })
    })
  }
}

/** WeCom refused before doing anything, or nothing usable came back; the calls of this app may all be repeated. */
function mayHeal(error: Error): boolean {
  if (error instanceof WecomApiError) return error.errcodeClass === 'busy'
  return error instanceof WecomUnavailableError && (error.reason === 'timeout' || error.reason === 'connection' || error.reason === 'server_error')
}

type EndpointGuard = <T>(work: () => Promise<T>) => Promise<T>

function createEndpointGuard(clock: Clock): EndpointGuard {
  let misconfigured: { error: WecomApiError, until: number } | undefined
  let throttled: WecomApiError | undefined
  const isThrottled = (error: Error) => error instanceof WecomApiError && error.errcodeClass === 'throttled'
  const breaker = circuitBreaker(handleWhen(isThrottled), { halfOpenAfter: THROTTLED_MS, breaker: new ConsecutiveBreaker(1) })

  return async function guarded(work) {
    if (misconfigured && clock.monotonic() < misconfigured.until) throw misconfigured.error
    try {
      return await breaker.execute(work)
    }
    catch (error) {
      if (isBrokenCircuitError(error) && throttled) throw throttled
      if (error instanceof WecomApiError && error.errcodeClass === 'throttled') throttled = error
      if (error instanceof WecomApiError && errcodeEntry(error.errcode).concernsEveryCall) {
        misconfigured = { error, until: clock.monotonic() + MISCONFIGURED_MS }
      }
      throw error
    }
  }
}
