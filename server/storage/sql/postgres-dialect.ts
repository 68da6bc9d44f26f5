import { PostgresDialect } from 'kysely'
import type { ClientConfig, CustomTypesConfig, PoolClient } from 'pg'
import { endWhenTimedOut } from './impatient-client.ts'
import { prepareStatements } from './prepared-statements.ts'

const CONNECTIONS = 10
const CONNECT_TIMEOUT_MS = 1_000
/** For one of them to be free: in a burst longer than a connection may take, and within what a person is given. */
const TURN_TIMEOUT_MS = 3_000
const QUERY_TIMEOUT_MS = 3_000
const BIGINT = 20

/**
 * PostgreSQL for Kysely; connects with the first query.
 *
 * @param connectionString postgres://…
 */
export function createPostgresDialect(connectionString: string): PostgresDialect {
  return new PostgresDialect({
    async pool() {
      // Only who has a PostgreSQL pays for its driver at every start.
      const { default: { Client, Pool, types } } = await import('pg')
      // Times in milliseconds fit a number; by default pg hands them out as text.
      const getTypeParser = ((type, format) => type === BIGINT ? Number : types.getTypeParser(type, format)) as CustomTypesConfig['getTypeParser']
      // The pool has one time-out for both waits.
      class QuickClient extends Client {
        constructor(config?: ClientConfig) {
          super({ ...config, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
        }
      }
      const pool = new Pool({
        Client: QuickClient,
        connectionString,
        max: CONNECTIONS,
        connectionTimeoutMillis: TURN_TIMEOUT_MS,
        query_timeout: QUERY_TIMEOUT_MS,
        keepAlive: true,
        types: { getTypeParser },
      })
      const statementNames = new Map<string, string>()
      // A connection that breaks is replaced, idle or in use; unheard, the events would end the process.
      pool.on('error', () => {})
      pool.on('connect', (client) => {
        client.on('error', () => {})
        prepareStatements(client, statementNames)
        endWhenTimedOut(client as PoolClient & { end: () => Promise<void> })
      })
      return pool
    },
  })
}
