import type { LookupFunction } from 'node:net'
import { Agent, EnvHttpProxyAgent, fetch } from 'undici'
import type { ForwardProxy } from '../config/forward-proxy.ts'

/** Name lookup, TCP and TLS, milliseconds: three round trips or more, on a network that is slow. */
const CONNECT_TIMEOUT_MS = 3_000
/** After this time, the next address of the same name is tried as well. */
const NEXT_ADDRESS_MS = 1_000
/** Concurrent connections to one host; more calls wait in a queue. */
const CONNECTIONS = 64

interface FetchInit {
  method: 'GET' | 'POST'
  body?: string | Uint8Array
  /** A body that is sent as it comes, without a length. */
  pieces?: AsyncIterable<Uint8Array>
  headers?: Record<string, string>
  redirect: 'manual'
  signal: AbortSignal
}

interface FetchResponse {
  status: number
  headers: { get: (name: string) => string | null }
  body: AsyncIterable<Uint8Array> | null
}

/** The part of fetch that the protocol code uses; tests pass their own. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>

/**
 * An HTTP client with keep-alive and a time limit for connecting, which the global fetch does not offer.
 *
 * @param proxy the way to the internet; the time limits hold for it, too
 * @param lookup finds the addresses of names that are reached without the proxy; by default the system's
 */
export function createTransport(proxy?: ForwardProxy, lookup?: LookupFunction): Fetch {
  const connectProxy = {
    timeout: CONNECT_TIMEOUT_MS, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
  }
  const connect = lookup ? { ...connectProxy, lookup } : connectProxy
  const dispatcher = proxy
    ? new EnvHttpProxyAgent({
        httpProxy: proxy.http,
        httpsProxy: proxy.https,
        noProxy: proxy.except,
        connections: CONNECTIONS,
        connect,
        connectTimeout: CONNECT_TIMEOUT_MS,
        proxyTls: connectProxy,
        requestTls: connectProxy,
      })
    : new Agent({ connect, connections: CONNECTIONS })
  return (url, { pieces, ...init }) =>
    fetch(url, { ...init, dispatcher, ...pieces && { body: pieces, duplex: 'half' } })
}
