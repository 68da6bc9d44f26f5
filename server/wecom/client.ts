import type * as v from 'valibot'
import type { Limit } from '../storage/key-value-store.ts'
import type { Vault } from '../storage/vault.ts'
import { belowCeiling } from '../upstream/call-ceiling.ts'
import { createClockSkew } from '../upstream/clock-skew.ts'
import type { ClockSkew } from '../upstream/clock-skew.ts'
import type { Clock } from '../upstream/clock.ts'
import { createLanes } from '../upstream/lanes.ts'
import { createRequest } from '../upstream/request.ts'
import type { Request, UpstreamCall } from '../upstream/request.ts'
import { createResilientRequest } from '../upstream/resilient-request.ts'
import type { Fetch } from '../upstream/transport.ts'
import { UpstreamRefusedError } from '../upstream/upstream-error.ts'
import { createCredentials } from './credentials.ts'
import type { AgentIdentity, Credentials, CredentialsOptions } from './credentials.ts'
import { WECOM } from './wecom-upstream.ts'

export interface WecomClientOptions extends AgentIdentity {
  fetch: Fetch
  vault: Vault
  /** Most calls of one API, by all processes of all agents of the corp. */
  ceiling: readonly Limit[]
  clock: Clock
  onRefreshFailure: CredentialsOptions['onRefreshFailure']
  /** Called with each answer of WeCom that is a refusal; not with those from memory. */
  onRefusal?: (refusal: UpstreamRefusedError) => void
}

/** WeCom's server API as one agent sees it. */
export interface WecomClient {
  credentials: Credentials
  clockSkew: ClockSkew
  /** Calls are no longer stopped by what WeCom has refused before. */
  forgetRefusals(): void
  /**
   * A call that needs the access token. The client adds it; if WeCom has ended it early, the client renews it once.
   *
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  call: <Schema extends v.GenericSchema>(request: UpstreamCall<Schema>) => Promise<v.InferOutput<Schema>>
  /**
   * The same, but never renews the token. For the API that says "token invalid" for other errors too (doc 91507):
   * otherwise anyone who can cause such a call could make us renew the token again and again.
   *
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  callKeepingToken: <Schema extends v.GenericSchema>(request: UpstreamCall<Schema>) => Promise<v.InferOutput<Schema>>
}

/** The endpoints themselves live in files named after them, as functions of this client. */
export function createWecomClient(options: WecomClientOptions): WecomClient {
  const { fetch, vault, ceiling, clock, onRefreshFailure, onRefusal, ...identity } = options
  const clockSkew = createClockSkew(clock)
  const once = createRequest({ upstream: WECOM, apiRoot: `${identity.apiBase}/cgi-bin`, fetch, clockSkew })
  const counted = belowCeiling(told(once, onRefusal), {
    upstream: WECOM, ceiling, vault: vault.part(identity.corpId), clock,
  })
  const request = createResilientRequest(counted, clock)
  const inLane = createLanes(clock)
  // Stored expiry times use WeCom's clock, which is the same for all processes.
  const wecomClock = { ...clock, wall: () => clock.wall() + clockSkew.ms() }
  const { withAccessToken, ...credentials } = createCredentials({
    identity, request, vault, clock: wecomClock, onRefreshFailure,
  })
  const callWith = <Schema extends v.GenericSchema>(token: string, { query, ...rest }: UpstreamCall<Schema>) =>
    inLane(() => request({ ...rest, query: { ...query, access_token: token } }))
  return {
    credentials,
    clockSkew,
    forgetRefusals: request.forget,
    call: call => withAccessToken(token => callWith(token, call)),
    callKeepingToken: async call => callWith(await credentials.accessToken.get(), call),
  }
}

function told(request: Request, onRefusal: WecomClientOptions['onRefusal']): Request {
  return async (call) => {
    try {
      return await request(call)
    }
    catch (error) {
      if (error instanceof UpstreamRefusedError) onRefusal?.(error)
      throw error
    }
  }
}
