import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../../../server/storage/sql/migrations.ts'
import { openSqlDatabase } from '../../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../../server/storage/sql/sql-database.ts'
import { inProcesses } from '../../../support/sql-process.ts'

/**
 * What every database must do; each one's test calls this.
 *
 * @param place where an empty database is
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
      accountKind: 'openId' as const, accountScope: 'wxapp', accountId, openPlatform: 'main', unionId: '联合"\'\\u', source: 'test', firstSeenAt: 1_763_650_000_000, lastSeenAt: Number.MAX_SAFE_INTEGER,
    })

    it('keeps texts and times as they are', async () => {
      await database.run(query => query.insertInto('identityLink').values(link('文字 🙂')).execute())
      expect(await database.run(query => query.selectFrom('identityLink').selectAll().execute())).toEqual([link('文字 🙂')])
    })

    it('migrates once, however many processes start at once', async () => {
      const seen = await inProcesses(4, { place: await place(), increments: 0 })
      expect(seen).toEqual(Array.from({ length: 4 }, () => Object.keys(MIGRATIONS)))
    })

    it('shows another connection what is committed', async () => {
      const other = openSqlDatabase(options)
      await database.run(query => query.insertInto('identityLink').values(link('a')).execute())
      expect(await other.run(query => query.selectFrom('identityLink').select('accountId').execute())).toEqual([{ accountId: 'a' }])
      await other.close()
    })

    it('undoes a transaction that fails', async () => {
      await expect(database.run(query => query.transaction().execute(async (transaction) => {
        await transaction.insertInto('identityLink').values(link('half')).execute()
        throw new Error('on purpose')
      }))).rejects.toThrow('on purpose')
      expect(await database.run(query => query.selectFrom('identityLink').select('accountId').execute())).toEqual([])
    })

    it('loses no increment of several processes that read before they write', async () => {
      await database.run(query => query.insertInto('identityLink').values({ ...link('counter'), lastSeenAt: 0 }).execute())
      await inProcesses(4, { place: options, increments: 25 })
      expect(await database.run(query => query.selectFrom('identityLink').select('lastSeenAt').execute())).toEqual([{ lastSeenAt: 100 }])
    })

    it('tells a wrong statement from an outage', async () => {
      await expect(database.run(query => sql`select nonsense from nowhere`.execute(query))).rejects.not.toMatchObject({ code: 'store_unavailable' })
    })
  })
}
