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
  let isReadOnly = false
  let inTransaction = false
  Object.assign(client, {
    query(...parameters: unknown[]) {
      const [text] = parameters
      if (text === 'begin') inTransaction = true
      const answer = query(...parameters)
      if (!(answer instanceof Promise)) return answer
      const ended = answer.then(() => false, (error: unknown) => {
        isReadOnly ||= hasCode(error, READ_ONLY)
        return error instanceof Error && error.message === TIMED_OUT
      })
      void ended.then((isTimedOut) => {
        if (text === 'commit' || text === 'rollback') inTransaction = false
        // A transaction ends first: its own failure would otherwise be hidden by that of its rollback.
        if (isTimedOut || (isReadOnly && !inTransaction)) void client.end()
      })
      return answer
    },
  })
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
