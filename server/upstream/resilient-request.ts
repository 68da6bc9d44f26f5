import type { Clock } from './clock.ts'
import { createEndpointGuard, isUpstreamOutage } from './endpoint-guard.ts'
import type { EndpointGuard } from './endpoint-guard.ts'
import type { Request } from './request.ts'
import { createRetryQuota } from './retry-quota.ts'

/** All tries of one call together, milliseconds: a person is waiting. */
const BUDGET_MS = 4_000
const MAX_RETRIES = 2
const FIRST_DELAY_MS = 100
const MAX_DELAY_MS = 500
/** With less time left, there is no room for a delay and one more try. */
const ROOM_FOR_A_TRY_MS = 900

/**
 * Adds the failure policy to every endpoint. A call that fails in an outage is repeated. While an endpoint throttles,
 * refuses our set-up or is down, calls get its last failure from memory; then one call probes it. All calls of this app
 * are safe to repeat.
 *
 * @param random between 0 and 1; spreads the retries of many callers
 */
export function createResilientRequest(request: Request, clock: Clock, random = Math.random): Request {
  const quota = createRetryQuota()
  const endpoints = new Map<string, EndpointGuard>()

  function guardOf(endpoint: string): EndpointGuard {
    const guard = endpoints.get(endpoint) ?? createEndpointGuard(clock)
    endpoints.set(endpoint, guard)
    return guard
  }

  return call => guardOf(call.endpoint)(async () => {
    const deadline = clock.monotonic() + BUDGET_MS
    const timeLeft = () => deadline - clock.monotonic()
    for (let retries = 0; ; retries++) {
      try {
        const answer = await request({ ...call, timeoutMs: timeLeft() })
        quota.earn()
        return answer
      }
      catch (error) {
        const isWorthARetry = isUpstreamOutage(error) && retries < MAX_RETRIES && timeLeft() > ROOM_FOR_A_TRY_MS
        if (!isWorthARetry || !quota.spend()) throw error
        await clock.sleep(Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** retries * (0.5 + random())))
      }
    }
  })
}
