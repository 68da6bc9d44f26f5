import type { ClientBase } from 'pg'

/** The message of pg's error when `query_timeout` has ended a query. */
const TIMED_OUT = 'Query read timeout'
/** SQLSTATE of a write to a server that is read-only. */
const READ_ONLY = '25006'

/**
 * Ends a connection that cannot become useful again: a query on it has timed out, or its server is now a standby. pg
 * itself puts the connection back into the pool: after a fail-over, every later query on it would fail, too.
 */
export function endWhenUseless(client: ClientBase & { end: () => Promise<void> }): void {
  const query = client.query.bind(client) as (...parameters: unknown[]) => unknown
  Object.assign(client, {
    query(...parameters: unknown[]) {
      const answer = query(...parameters)
      if (answer instanceof Promise) answer.catch((error: unknown) => void (isUseless(error) && client.end()))
      return answer
    },
  })
}

function isUseless(error: unknown): boolean {
  return error instanceof Error && (error.message === TIMED_OUT || ('code' in error && error.code === READ_ONLY))
}
