import { Agent, fetch } from 'undici'

/** Time to a TCP/TLS connection, milliseconds. */
const CONNECT_TIMEOUT_MS = 1_000
/** Concurrent connections to one host; more calls wait in a queue. */
const CONNECTIONS = 64

interface FetchInit {
  method: 'GET' | 'POST'
  body?: string
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

/** An HTTP client with keep-alive and a time limit for connecting, which the global fetch does not offer. */
export function createTransport(): Fetch {
  const dispatcher = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS }, connections: CONNECTIONS })
  return (url, init) => fetch(url, { ...init, dispatcher })
}
