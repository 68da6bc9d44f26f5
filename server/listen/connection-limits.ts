/** Limits of every connection, before any route is known. docs/operating.md says what they ask of a proxy. */
export interface ConnectionLimits {
  /** Time until the headers are complete, milliseconds. */
  headersMs: number
  /** Time until a request with its body is complete, milliseconds. A door waits less: server/http/body.ts. */
  requestMs: number
  /** Time that a connection stays open without a request, milliseconds. */
  idleMs: number
  /** Time without a byte while an answer is sent, milliseconds. */
  stalledMs: number
  /** How often the first two times are checked, milliseconds. */
  checkMs: number
  /** Size of the request line and all headers, bytes. */
  maxHeaderBytes: number
  /** Open connections. */
  maxConnections: number
  /** Connections whose request has not arrived completely. Beyond it, the one that waits longest is closed. */
  maxUnfinished: number
}

/** The limits of the server. */
export const CONNECTION_LIMITS: ConnectionLimits = {
  // A proxy sends headers in one piece.
  headersMs: 5_000,
  // Longer than a door waits for its body, so that the door answers with a code.
  requestMs: 10_000,
  // Longer than proxies and load balancers keep idle connections (60 s is usual): the proxy closes first, so that no
  // request of its meets a closed connection.
  idleMs: 75_000,
  // Longer than a proxy waits for a slow client.
  stalledMs: 30_000,
  checkMs: 500,
  // A cookie header with five sign-ins in progress is 8 kB.
  maxHeaderBytes: 16 * 1024,
  // A connection costs about 20 kB: 100 MB of the 512 that one process needs. A proxy opens one for each request in
  // flight, a few hundred on the busiest morning.
  maxConnections: 5_000,
  // A request through a proxy is complete within milliseconds; only strangers wait in large numbers. Those that have
  // just been accepted count, too, and a proxy that starts opens many at once.
  maxUnfinished: 2_500,
}
