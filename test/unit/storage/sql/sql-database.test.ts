import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createIdentities } from '../../../../server/identity/identities.ts'
import { openSqlDatabase } from '../../../../server/storage/sql/sql-database.ts'
import { describeWithPostgres, startPostgresServer } from '../../../support/postgres-server.ts'
import type { PostgresServer } from '../../../support/postgres-server.ts'
import { describeSqlDatabase } from './sql-database.contract.ts'
import { makeCertificate } from '../../../support/certificate.ts'
import { coded } from '../../../support/coded.ts'
import { eventually } from '../../../support/eventually.ts'

const folders: string[] = []
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sql-database-'))
  folders.push(folder)
  return folder
}
afterAll(() => folders.forEach(folder => rmSync(folder, { recursive: true })))

const erasable = {
  accountKind: 'openId' as const,
  accountScope: 'wxapp',
  accountId: 'ERASEME',
  openPlatform: 'main',
  unionId: 'u',
  source: 's',
  firstSeenAt: 1,
  lastSeenAt: 1,
}

function filesWith(text: string, folder: string): string[] {
  return readdirSync(folder).filter(name => readFileSync(join(folder, name), 'latin1').includes(text))
}

describe('SQLite', () => {
  describeSqlDatabase('SQLite', () => ({ folder: newFolder() }))

  it('creates the folder, and the file for its owner only', async () => {
    const folder = join(newFolder(), 'new')
    const database = openSqlDatabase({ folder })
    expect(statSync(join(folder, 'sidebar.sqlite')).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    await database.close()
  })

  it('waits for a process that locks the file for long, without blocking its own process', async () => {
    const folder = newFolder()
    const database = openSqlDatabase({ folder })
    await database.run(query => query.selectFrom('schemaMigration').select('name').execute())
    const other = new DatabaseSync(join(folder, 'sidebar.sqlite'))
    other.exec('BEGIN IMMEDIATE')
    let turns = 0
    // Timers run while a transaction and a single statement wait.
    const ticking = setInterval(() => {
      if (++turns === 10) other.close()
    }, 10)
    const alone = openSqlDatabase({ folder })
    const values = {
      corpId: 'ww',
      holder: null,
      beat: 0,
      startedAt: null,
      finishedAt: null,
      failedAt: null,
      waitingUntil: null,
      expectedCustomers: 0,
    }
    await Promise.all([
      expect(database.exclusively('a turn', async () => 'done')).resolves.toBe('done'),
      alone.run(query => query.insertInto('identitySync').values(values).execute()),
    ])
    clearInterval(ticking)
    expect(turns).toBeGreaterThanOrEqual(10)
    await Promise.all([database.close(), alone.close()])
  })

  it('fails at once where it cannot write', () => {
    const file = join(newFolder(), 'file')
    writeFileSync(file, '')
    expect(() => openSqlDatabase({ folder: join(file, 'below') })).toThrow()
  })

  it('leaves nothing of a deleted row in any file', async () => {
    const folder = newFolder()
    const database = openSqlDatabase({ folder })
    await database.run(query => query.insertInto('identityLink').values(erasable).execute())
    expect(filesWith('ERASEME', folder)).not.toEqual([])
    await database.run(query => query.deleteFrom('identityLink').execute())
    await database.scrub()
    expect(filesWith('ERASEME', folder)).toEqual([])
    await database.close()
    expect(existsSync(join(folder, 'sidebar.sqlite'))).toBe(true)
  })

  it('removes deleted rows after another process has read them, and fails while it still reads', async () => {
    const folder = newFolder()
    const database = openSqlDatabase({ folder })
    await database.run(query => query.insertInto('identityLink').values(erasable).execute())
    const reader = new DatabaseSync(join(folder, 'sidebar.sqlite'))
    reader.exec('BEGIN')
    expect(reader.prepare('SELECT account_id FROM identity_link').all()).toHaveLength(1)
    await database.run(query => query.deleteFrom('identityLink').execute())
    await expect(database.scrub()).rejects.toEqual(coded('store_unavailable'))
    setTimeout(() => reader.exec('COMMIT'), 50)
    await database.scrub()
    reader.close()
    expect(filesWith('ERASEME', folder)).toEqual([])
    await database.close()
  })
})

describeWithPostgres('PostgreSQL', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgresServer()
  }, 30_000)
  afterAll(() => server.close())

  describeSqlDatabase('PostgreSQL', async () => ({ databaseUrl: await server.createDatabase(), folder: '/nowhere' }))

  it('reports an outage while it is away, from the first query on', async () => {
    const gone = await startPostgresServer()
    const databaseUrl = await gone.createDatabase()
    const before = openSqlDatabase({ databaseUrl, folder: '/nowhere' })
    const query = (database: typeof before) =>
      database.run(kysely => kysely.selectFrom('identityLink').selectAll().execute())
    expect(await query(before)).toEqual([])
    await gone.kill()
    await expect(query(before)).rejects.toEqual(coded('store_unavailable'))
    const late = openSqlDatabase({ databaseUrl, folder: '/nowhere' })
    await expect(query(late)).rejects.toEqual(coded('store_unavailable'))
    await Promise.all([before.close(), late.close(), gone.close()])
  }, 30_000)

  it('reports an outage when it goes away during a transaction', async () => {
    const gone = await startPostgresServer()
    const database = openSqlDatabase({ databaseUrl: await gone.createDatabase(), folder: '/nowhere' })
    await expect(database.exclusively('a turn', async (transaction) => {
      await gone.kill()
      await transaction.selectFrom('identityLink').selectAll().execute()
    })).rejects.toEqual(coded('store_unavailable'))
    await Promise.all([database.close(), gone.close()])
  }, 30_000)

  it('S1: writes again as soon as a database that became read-only is writable, under load', async () => {
    const databaseUrl = await server.createDatabase()
    const name = new URL(databaseUrl).pathname.slice(1)
    const database = openSqlDatabase({ databaseUrl, folder: '/nowhere' })
    const write = (id: number) => database.run(query =>
      query.insertInto('quickReply').values({ id: `${id}`, corpId: 'ww', ownerUserId: null, text: 't', createdAt: 1 })
        .execute())
    await write(0)
    const load = (first: number) => Promise.allSettled(Array.from({ length: 40 }, (_, i) => write(first + i)))
    // As a standby: connections that are open stay open.
    await server.execute(`alter database ${name} set default_transaction_read_only = on`)
    await server.execute(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
    )
    await eventually(async () => {
      const refused = await load(1)
      return refused.every(one => one.status === 'rejected' && one.reason.causeCode === '25006')
    })
    const outcomes = await load(100)
    expect(outcomes.map(one => one.status === 'rejected' && one.reason)).toEqual(
      Array.from({ length: 40 }, () => coded('store_unavailable')),
    )
    await server.execute(`alter database ${name} reset default_transaction_read_only`)
    await eventually(async () => (await load(200)).every(one => one.status === 'fulfilled'))
    await database.close()
  }, 30_000)

  it.each([
    ['no rights in the schema', '42501', async (database: string) => {
      await server.execute('create role visitor login')
      return database.replace('tester@', 'visitor@')
    }],
    ['no such database', '3D000', async (database: string) => `${database}-not-there`],
    ['no file with the CA', 'ENOENT', async (database: string) =>
      `${database}?sslmode=verify-full&sslrootcert=/nowhere/ca.pem`],
    ['no TLS', 'no TLS', async (database: string) => `${database}?sslmode=verify-full`],
  ])('S16: %s is a fault of the set-up, with its fix', async (_name, detail, addressOf) => {
    const databaseUrl = await addressOf(await server.createDatabase())
    const database = openSqlDatabase({ databaseUrl, folder: '/nowhere' })
    const query = database.run(kysely => kysely.selectFrom('identityLink').selectAll().execute())
    await expect(query).rejects.toMatchObject({
      code: 'database_config', detail, advice: { 'en': expect.any(String), 'zh-CN': expect.any(String) },
    })
    await database.close()
  })

  it('S8: speaks TLS with a server whose certificate a private CA has signed, and with no other', async () => {
    const certificate = makeCertificate()
    const secured = await startPostgresServer(certificate)
    const databaseUrl = (await secured.createDatabase()).replace('127.0.0.1', 'localhost')
    const outcomeWith = async (parameters: string) => {
      const secureUrl = `${databaseUrl}?sslmode=verify-full${parameters}`
      const database = openSqlDatabase({ databaseUrl: secureUrl, folder: '/nowhere' })
      const isEncrypted = sql<{ ssl: boolean }>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`
      const outcome = await database.run(query => isEncrypted.execute(query)).then(({ rows }) => rows, error => error)
      await database.close()
      return outcome
    }
    expect(await outcomeWith(`&sslrootcert=${certificate.ca}`)).toEqual([{ ssl: true }])
    expect(await outcomeWith('')).toMatchObject({
      code: 'database_config', detail: expect.stringMatching(/CERT|SIGNATURE/),
    })
    await secured.close()
    certificate.remove()
  }, 30_000)

  it('prepares a statement once, but not the statement of a batch', async () => {
    const database = openSqlDatabase({ databaseUrl: await server.createDatabase(), folder: '/nowhere' })
    const ask = (...ids: string[]) => database.run(query =>
      query.selectFrom('identityLink').select('accountId').where('accountId', 'in', ids).execute())
    const prepared = sql<{ statement: string }>`select statement from pg_prepared_statements`
    await ask('a')
    await ask('b')
    await ask(...Array.from({ length: 11 }, (_, i) => String(i)))
    const { rows } = await database.run(query => prepared.execute(query))
    expect(rows.filter(({ statement }) => statement.includes('identity_link'))).toEqual([
      { statement: 'select "account_id" from "identity_link" where "account_id" in ($1)' },
    ])
    await database.close()
  })

  it('repeats its queries after a newer release has added a column', async () => {
    const database = openSqlDatabase({ databaseUrl: await server.createDatabase(), folder: '/nowhere' })
    const identities = createIdentities(database, Date.now)
    const unionId = { openPlatform: 'main', unionId: 'u' }
    const account = { kind: 'openId' as const, scope: 'wxapp', id: 'o' }
    await identities.record([{ account, ...unionId, source: 'code2Session', seenAt: 1 }])
    const readAll = async () => [
      await identities.people([unionId]),
      await identities.owners([account]),
      await identities.decisions(unionId),
      await identities.export(unionId),
      await identities.changes(0, 10),
    ]
    const before = await readAll()
    for (const table of ['identity_link', 'identity_withdrawal', 'identity_change']) {
      await database.run(query => sql`alter table ${sql.table(table)} add column note text`.execute(query))
    }
    expect(await readAll()).toMatchObject(before)
    await database.close()
  })

  it('lets a burst of queries wait longer than connecting may take', async () => {
    const database = openSqlDatabase({ databaseUrl: await server.createDatabase(), folder: '/nowhere' })
    const slow = () => database.run(query => sql`select pg_sleep(1.3)`.execute(query))
    await expect(Promise.all(Array.from({ length: 15 }, slow))).resolves.toHaveLength(15)
    await database.close()
  }, 30_000)
})
