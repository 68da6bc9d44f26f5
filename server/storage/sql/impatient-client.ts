import type { ClientBase } from 'pg'

/** How pg names a query that `query_timeout` has ended. */
const TIMED_OUT = 'Query read timeout'

/**
 * Gives a connection up as soon as a query on it has timed out. pg itself puts it back into the pool, where a connection
 * that a failover left silent would cost each later query its time-out, for ever.
 */
export function endWhenTimedOut(client: ClientBase & { end: () => Promise<void> }): void {
  const query = client.query.bind(client) as (...parameters: unknown[]) => unknown
  Object.assign(client, {
    query(...parameters: unknown[]) {
      const answer = query(...parameters)
      if (answer instanceof Promise) {
        answer.catch((error: unknown) => {
          if (error instanceof Error && error.message === TIMED_OUT) void client.end()
        })
      }
      return answer
    },
  })
}
