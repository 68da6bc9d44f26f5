import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../../../server/storage/sql/migrations.ts'
import { openSqlDatabase } from '../../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../../server/storage/sql/sql-database.ts'
import { inProcesses } from '../../../support/sql-process.ts'

/**
 * The contract of every database; the test of each calls this.
 *
 * @param place returns the place of an empty database
 */
export function describeSqlDatabase(name: string, place: () => SqlDatabaseOptions | Promise<SqlDatabaseOptions>) {
  describe(`${name} keeps the SQL contract`, () => {
    let options: SqlDatabaseOptions
    let database: SqlDatabase
    beforeEach(async () => {
      options = await place()
      database = openSqlDatabase(options)
    })
    afterEach(() => database.close())

    const link = (accountId: string) => ({
      accountKind: 'openId' as const,
      accountScope: 'wxapp',
      accountId,
      openPlatform: 'main',
      unionId: '联合"\'\\u',
      source: 'test',
      firstSeenAt: 1_763_650_000_000,
      lastSeenAt: Number.MAX_SAFE_INTEGER,
    })

    const insert = (row: ReturnType<typeof link>) =>
      database.run(query => query.insertInto('identityLink').values(row).execute())
    const select = <Column extends 'accountId' | 'lastSeenAt'>(column: Column, from = database) =>
      from.run(query => query.selectFrom('identityLink').select(column).execute())

    it('keeps texts and times unchanged', async () => {
      await insert(link('文字 🙂'))
      const rows = await database.run(query => query.selectFrom('identityLink').selectAll().execute())
      expect(rows).toEqual([link('文字 🙂')])
    })

    it('migrates once when several processes start at once', async () => {
      const seen = await inProcesses(4, { place: await place(), increments: 0 })
      expect(seen).toEqual(Array.from({ length: 4 }, () => Object.keys(MIGRATIONS)))
    })

    it('shows committed rows to another connection', async () => {
      const other = openSqlDatabase(options)
      await insert(link('a'))
      expect(await select('accountId', other)).toEqual([{ accountId: 'a' }])
      await other.close()
    })

    it('rolls back a transaction that fails', async () => {
      await expect(database.run(query => query.transaction().execute(async (transaction) => {
        await transaction.insertInto('identityLink').values(link('half')).execute()
        throw new Error('on purpose')
      }))).rejects.toThrow('on purpose')
      expect(await select('accountId')).toEqual([])
    })

    it('loses no increment of several processes that read before they write', async () => {
      await insert({ ...link('counter'), lastSeenAt: 0 })
      await inProcesses(4, { place: options, increments: 25 })
      expect(await select('lastSeenAt')).toEqual([{ lastSeenAt: 100 }])
    })

    it('does not report a wrong statement as an outage', async () => {
      const wrong = database.run(query => sql`select nonsense from nowhere`.execute(query))
      await expect(wrong).rejects.not.toMatchObject({ code: 'store_unavailable' })
    })
  })
}
