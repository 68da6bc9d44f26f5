import { currentCaller } from './caller.ts'
import type { Clock } from './clock.ts'
import { createEndpointGuard, isUpstreamOutage } from './endpoint-guard.ts'
import type { EndpointGuard } from './endpoint-guard.ts'
import { createPlaces } from './places.ts'
import type { Places } from './places.ts'
import type { Request } from './request.ts'
import { createRetryQuota } from './retry-quota.ts'
import { isRefusal } from './upstream-error.ts'

/** All tries of one call together, milliseconds: a person is waiting. */
const BUDGET_MS = 4_000
const MAX_RETRIES = 2
/** While too many calls run at once: fewer may run, so these tries do not add to the load. */
const MAX_CROWDED_RETRIES = 4
const FIRST_DELAY_MS = 100
const MAX_DELAY_MS = 500
/** With less time left, there is no room for a delay and one more try. */
const ROOM_FOR_A_TRY_MS = 900

/** What is known about an API. */
interface Endpoint {
  guard: EndpointGuard
  places: Places
}

/** A request with the failure policy. */
export type ResilientRequest = Request & {
  /** Refusals and outages that are remembered no longer stop calls. */
  forget(): void
}

/**
 * Adds the failure policy to every endpoint. A call that fails in an outage is repeated. While an endpoint throttles,
 * refuses our set-up or is down, calls get its last failure from memory; then one call probes it. While it says
 * that too many calls run at once, fewer run. All calls of this app are safe to repeat.
 *
 * @param random between 0 and 1; spreads the retries of many callers
 */
export function createResilientRequest(request: Request, clock: Clock, random = Math.random): ResilientRequest {
  const quota = createRetryQuota()
  const endpoints = new Map<string, Endpoint>()

  /** A job has its own: what it meets must not stop the members. */
  function stateOf(endpoint: string): Endpoint {
    const caller = currentCaller()
    const name = caller.kind === 'system' && caller.isJob ? `job:${endpoint}` : endpoint
    const state = endpoints.get(name) ?? { guard: createEndpointGuard(clock), places: createPlaces() }
    endpoints.set(name, state)
    return state
  }

  function isWorthARetry(error: unknown, retries: number): boolean {
    if (isRefusal(error, 'crowded')) return retries < MAX_CROWDED_RETRIES
    return isUpstreamOutage(error) && retries < MAX_RETRIES && quota.spend()
  }

  const resilient: Request = (call) => {
    const { guard, places } = stateOf(call.endpoint)
    return guard(async () => {
      const deadline = clock.monotonic() + BUDGET_MS
      const timeLeft = () => deadline - clock.monotonic()
      for (let retries = 0; ; retries++) {
        try {
          const answer = await inPlace(places, () => request({ ...call, timeoutMs: timeLeft() }))
          quota.earn()
          return answer
        }
        catch (error) {
          if (timeLeft() <= ROOM_FOR_A_TRY_MS || !isWorthARetry(error, retries)) throw error
          await clock.sleep(Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** retries * (0.5 + random())))
        }
      }
    })
  }
  return Object.assign(resilient, { forget: () => endpoints.forEach(({ guard }) => guard.forget()) })
}

async function inPlace<T>(places: Places, work: () => Promise<T>): Promise<T> {
  await places.enter()
  let outcome: 'crowded' | 'answered' = 'answered'
  try {
    return await work()
  }
  catch (error) {
    if (isRefusal(error, 'crowded')) outcome = 'crowded'
    throw error
  }
  finally {
    places.leave(outcome)
  }
}
