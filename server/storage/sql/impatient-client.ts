import type { ClientBase } from 'pg'

/** The message of pg's error when `query_timeout` has ended a query. */
const TIMED_OUT = 'Query read timeout'

/**
 * Ends a connection as soon as a query on it has timed out. pg itself puts the connection back into the pool: after a
 * failover, a silent connection would then make every later query time out.
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
