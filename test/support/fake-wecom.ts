import type { KeyValueStore } from '../../server/storage/key-value-store.ts'
import { createWecomClient } from '../../server/wecom/client.ts'
import type { WecomClient } from '../../server/wecom/client.ts'
import type { Clock } from '../../server/upstream/clock.ts'
import type { AgentIdentity } from '../../server/wecom/credentials.ts'
import { realClock } from './manual-clock.ts'
import type { Fetch } from '../../server/upstream/transport.ts'
import { createPlainVault } from './plain-vault.ts'

/** Sent as JSON; a string is sent unchanged. */
export type Answer = Record<string, unknown> | string

/** Answers one endpoint; `call` counts from 1 for that endpoint. */
export type Endpoint = (query: URLSearchParams, body: Record<string, unknown>, call: number) => Answer | Promise<Answer>

export interface FakeWecom {
  client: WecomClient
  /** Endpoints in the order of the calls. */
  calls: string[]
  count: (endpoint: string) => number
}

/** A client whose upstream is scripted in memory, one function per endpoint; gettoken hands out token-1, token-2, … */
export function createFakeWecom(
  endpoints: Record<string, Endpoint>,
  { store, ...options }: Partial<AgentIdentity> & { store?: KeyValueStore, clock?: Clock } = {},
): FakeWecom {
  const calls: string[] = []
  const count = (endpoint: string) => calls.filter(call => call === endpoint).length
  const script: Record<string, Endpoint> = {
    gettoken: (_query, _body, call) => ({ errcode: 0, access_token: `token-${call}`, expires_in: 7_200 }),
    ...endpoints,
  }
  const fetch: Fetch = async (url, init) => {
    const { pathname, searchParams } = new URL(url)
    const endpoint = pathname.replace('/cgi-bin/', '')
    calls.push(endpoint)
    const answer = await script[endpoint]!(searchParams, JSON.parse(String(init.body ?? '{}')), count(endpoint))
    return {
      status: 200,
      headers: new Headers(),
      body: (async function* () {
        yield Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer))
      })(),
    }
  }
  const client = createWecomClient({
    corpId: 'ww0000000000000001',
    agentId: '1000002',
    agentSecret: 'secret-secret-secret',
    apiBase: 'http://wecom.test',
    fetch,
    vault: createPlainVault(store),
    ceiling: [],
    clock: realClock,
    onRefreshFailure: () => {},
    ...options,
  })
  return { client, calls, count }
}
