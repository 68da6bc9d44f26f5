import { databaseFailureOf } from './database-failure.ts'
import { MIGRATIONS } from './migrations.ts'

/** What a look at PostgreSQL has found. Nothing is changed. */
export interface PostgresState {
  /** Such as 16.4. */
  version: string
  isReadOnly: boolean
  isEncrypted: boolean
  mayCreateTables: boolean
  /** Migrations that the next start makes. */
  pending: number
}

interface Row {
  version: string
  read_only: boolean
  encrypted: boolean | null
  may_create: boolean | null
  migrations: string | null
}

const CONNECT_MS = 2_000
const QUERY_MS = 2_000
const LOOK = `select current_setting('server_version') as version,
  pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as read_only,
  (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as encrypted,
  has_schema_privilege(current_schema(), 'CREATE') as may_create,
  to_regclass('schema_migration') as migrations`

/** @throws {AppError} store_unavailable, database_config */
export async function inspectPostgres(connectionString: string): Promise<PostgresState> {
  const { default: { Client } } = await import('pg')
  let client
  try {
    client = new Client({ connectionString, connectionTimeoutMillis: CONNECT_MS, query_timeout: QUERY_MS })
    client.on('error', () => {})
    await client.connect()
    const { rows: [row] } = await client.query<Row>(LOOK)
    if (!row) throw new Error('PostgreSQL has answered with no row')
    const done = row.migrations === null
      ? 0
      : Number((await client.query<{ count: string }>('select count(*) as count from schema_migration')).rows[0]?.count)
    return {
      version: row.version.split(' ', 1)[0]!,
      isReadOnly: row.read_only,
      isEncrypted: row.encrypted === true,
      mayCreateTables: row.may_create === true,
      pending: Math.max(0, Object.keys(MIGRATIONS).length - done),
    }
  }
  catch (error) {
    throw databaseFailureOf(error)
  }
  finally {
    // A server that hangs must not hold the end of the run.
    void client?.end().catch(() => {})
  }
}
