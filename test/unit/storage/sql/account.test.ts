import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Schema } from '../../../../server/storage/sql/schema.ts'
import { openSqlDatabase } from '../../../../server/storage/sql/sql-database.ts'
import { describeWithPostgres, startPostgresServer } from '../../../support/postgres-server.ts'
import type { PostgresServer } from '../../../support/postgres-server.ts'
import { read } from '../../docs/read.ts'

/** PostgreSQL's insufficient_privilege. */
const NO_RIGHT = { code: 'database_config', detail: '42501' }

/** The statements for an account of its own, as the operator finds them. */
const GRANTS = /```sql\n([^]*?)```/.exec(read('docs/operating.md'))![1]!

describeWithPostgres('an account of PostgreSQL with the rights that docs/operating.md names', () => {
  let server: PostgresServer
  let owner: string
  let account: string
  beforeAll(async () => {
    server = await startPostgresServer()
    owner = await server.createDatabase()
    account = Object.assign(new URL(owner), { username: 'sidebar' }).href
  }, 30_000)
  afterAll(() => server.close())

  async function asOwner(statements: string): Promise<void> {
    const client = new pg.Client({ connectionString: owner })
    await client.connect()
    await client.query(statements).finally(() => client.end())
  }

  /** What a server does with this address: it changes the tables if that is due, then it works. */
  async function serve<T>(databaseUrl: string, work: (query: Kysely<Schema>) => Promise<T>): Promise<T> {
    const database = openSqlDatabase({ databaseUrl, folder: '/nowhere' })
    return database.run(work).finally(() => database.close())
  }
  const look = (query: Kysely<Schema>) => query.selectFrom('auditHead').selectAll().execute()

  it('is refused while a change of the tables is due, and works after the owner has made it', async () => {
    await asOwner(GRANTS)
    await expect(serve(account, look)).rejects.toMatchObject(NO_RIGHT)
    await serve(owner, look)
    await serve(account, look)
  })

  it('reads and writes every table, and takes locks', async () => {
    const tables = await serve(account, async (query) => {
      const found = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`
        .execute(query)
      return found.rows.map(({ name }) => name as keyof Schema)
    })
    expect(tables.length).toBeGreaterThan(10)
    await serve(account, async (query) => {
      for (const table of tables) {
        await sql`insert into ${sql.table(table)} select * from ${sql.table(table)} where false`.execute(query)
        await sql`delete from ${sql.table(table)} where false`.execute(query)
      }
    })
    const database = openSqlDatabase({ databaseUrl: account, folder: '/nowhere' })
    await database.exclusively('test', transaction => transaction.updateTable('auditHead').set({ seq: 0 }).execute())
    await database.close()
  })

  it('cannot change tables, nor read what does not belong to the sidebar', async () => {
    await asOwner('create schema other; create table other.payroll (id int)')
    for (const statement of [
      'drop table audit_row', 'alter table audit_row add column x int', 'create table x (id int)',
      'truncate audit_row', 'select * from other.payroll', 'create role x',
    ]) {
      const attempt = serve(account, query => sql.raw(statement).execute(query))
      await expect(attempt, statement).rejects.toMatchObject(NO_RIGHT)
    }
  })

  it('can use the tables of a later version, too', async () => {
    await asOwner('create table later (id int)')
    await serve(account, query => sql.raw('insert into later values (1)').execute(query))
  })
})
