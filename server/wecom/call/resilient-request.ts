import { ExponentialBackoff, handleWhen, retry } from 'cockatiel'
import type { Clock } from './clock.ts'
import { createEndpointGuard, isOutage } from './endpoint-guard.ts'
import type { EndpointGuard } from './endpoint-guard.ts'
import type { Request } from './request.ts'
import { createRetryQuota } from './retry-quota.ts'

/** All tries of one call together, milliseconds: a person is waiting. */
const BUDGET_MS = 4_000
const MAX_RETRIES = 2
const FIRST_DELAY_MS = 100
const MAX_DELAY_MS = 500
/** Less is not enough for a delay and one more try. */
const ROOM_FOR_A_TRY_MS = 900

/**
 * Adds the failure policy to every endpoint: what may heal is tried again, what is throttled, refused or down is answered
 * from memory for a while and then probed by one call. All calls of this app may be repeated.
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
      const isWorthARetry = (error: Error) => isOutage(error) && timeLeft() > ROOM_FOR_A_TRY_MS && retries++ < MAX_RETRIES && quota.spend()
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
