import type * as v from 'valibot'
import type { KeyValueStore } from '../storage/key-value-store.ts'
import { createCredentials } from './credentials.ts'
import type { AgentIdentity, Credentials } from './credentials.ts'
import { createRequest } from './request.ts'
import type { WecomRequest } from './request.ts'
import type { Fetch } from './transport.ts'

export interface WecomClientOptions extends AgentIdentity {
  fetch: Fetch
  store: KeyValueStore
  /** Milliseconds since 1970. */
  now: () => number
}

/** WeCom's server API as one agent sees it. */
export interface WecomClient {
  credentials: Credentials
  /**
   * A call that needs the access token; the client adds it, and renews it once if it died early.
   *
   * @throws {WecomApiError | WecomUnavailableError}
   */
  call: <Schema extends v.GenericSchema>(request: WecomRequest<Schema>) => Promise<v.InferOutput<Schema>>
}

/** The endpoints themselves live in files named after them, as functions of this client. */
export function createWecomClient({ fetch, store, now, ...identity }: WecomClientOptions): WecomClient {
  const request = createRequest(identity.apiBase, fetch)
  const { withAccessToken, ...credentials } = createCredentials({ identity, request, store, now })
  return {
    credentials,
    call: ({ query, ...rest }) => withAccessToken(token => request({ ...rest, query: { ...query, access_token: token } })),
  }
}
