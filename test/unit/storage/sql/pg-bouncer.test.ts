import pg from 'pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { prepareStatements } from '../../../../server/storage/sql/prepared-statements.ts'
import { openSqlDatabase } from '../../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase } from '../../../../server/storage/sql/sql-database.ts'
import { describeWithPgBouncer, startPgBouncer } from '../../../support/pg-bouncer.ts'
import { startPostgresServer } from '../../../support/postgres-server.ts'
import type { PostgresServer } from '../../../support/postgres-server.ts'

describeWithPgBouncer('behind PgBouncer', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgresServer()
  })
  afterAll(() => server.close())

  async function pool(...settings: string[]) {
    const bouncer = await startPgBouncer(server.port, settings)
    onTestFinished(() => bouncer.close())
    return bouncer.through(await server.createDatabase())
  }

  function open(databaseUrl: string): SqlDatabase {
    const database = openSqlDatabase({ databaseUrl, folder: '/nowhere' })
    onTestFinished(() => database.close())
    return database
  }

  /** A statement that is prepared, in a transaction, so that many need many connections. */
  const double = (database: SqlDatabase, n: number) => database.exclusively(`double ${n}`, async (transaction) => {
    const { rows } = await sql<{ doubled: number }>`select ${n}::int + ${n}::int as doubled`.execute(transaction)
    return rows[0]!.doubled
  })

  it('works in the mode "session", with fewer connections than processes ask for', async () => {
    const databaseUrl = await pool('pool_mode=session', 'default_pool_size=20')
    const processes = [open(databaseUrl), open(databaseUrl)]
    const asked = Array.from({ length: 40 }, (_, n) => n)
    expect(await Promise.all(asked.map(n => double(processes[n % 2]!, n)))).toEqual(asked.map(n => n * 2))
  })

  it('in the mode "transaction" without prepared statements, is refused with its fix', async () => {
    const databaseUrl = await pool('pool_mode=transaction', 'default_pool_size=1')
    const processes = [open(databaseUrl), open(databaseUrl)]
    await double(processes[0]!, 1)
    await expect(double(processes[1]!, 1)).rejects.toMatchObject({
      code: 'database_config', detail: '42P05', advice: { en: expect.stringContaining('max_prepared_statements') },
    })
  })

  it('never runs another process\'s statement in place of the own one', async () => {
    const databaseUrl = await pool('pool_mode=transaction', 'default_pool_size=2')
    const connect = async () => {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      onTestFinished(() => client.end())
      prepareStatements(client, new Map())
      return client
    }
    const [own, other] = [await connect(), await connect()]
    const ask = () => own.query('select $1::text as answer', ['7'])
    await own.query('begin')
    await other.query('select $1::int + 1 as answer', [7])
    await ask()
    await own.query('commit')
    // The pooler gives this transaction the connection that was used last, so the next question goes to the other one.
    await other.query('begin')
    await expect(ask()).rejects.toMatchObject({ code: '26000' })
  })
})
