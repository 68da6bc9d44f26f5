import { PostgresDialect } from 'kysely'
import type { ClientConfig, CustomTypesConfig, PoolClient } from 'pg'
import { endWhenUseless } from './impatient-client.ts'
import { prepareStatements } from './prepared-statements.ts'

const CONNECTIONS = 10
const CONNECT_TIMEOUT_MS = 1_000
/**
 * How long a query waits for a free connection: in a burst longer than a connection may take, but within a request's
 * time limit.
 */
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
      // Loaded only here: a server on SQLite does not need the driver.
      const { default: { Client, Pool, types } } = await import('pg')
      // Times in milliseconds fit into a number; by default pg returns them as text.
      const getTypeParser = ((type, format) => {
        return type === BIGINT ? Number : types.getTypeParser(type, format)
      }) as CustomTypesConfig['getTypeParser']
      // The pool has one timeout for connecting and for waiting; this separates them.
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
      // The pool replaces a broken connection. Without listeners the events would end the process.
      pool.on('error', () => {})
      pool.on('connect', (client) => {
        client.on('error', () => {})
        prepareStatements(client, statementNames)
        endWhenUseless(client as PoolClient & { end: () => Promise<void> })
      })
      return pool
    },
  })
}
