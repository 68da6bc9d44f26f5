import fc from 'fast-check'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAuditLog } from '../../../server/audit/audit-log.ts'
import type { AuditLog } from '../../../server/audit/audit-log.ts'
import { createCheckpoints, checkpointSlot } from '../../../server/audit/checkpoint.ts'
import type { Checkpoint } from '../../../server/audit/checkpoint.ts'
import { relatedIds } from '../../../server/audit/related-ids.ts'
import { allOf, searchAudit } from '../../../server/audit/search.ts'
import type { AuditQuery } from '../../../server/audit/search.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import { entry, openTestAudit } from '../../support/audit-entries.ts'
import { coded } from '../../support/coded.ts'
import { createPlainVault } from '../../support/plain-vault.ts'
import { isSameMember } from '../../../shared/utils/user-id.ts'
import { runs } from '../../support/property-runs.ts'

const NOW = 1_764_000_000_000

/** @param place where an empty database is */
export function describeAuditLog(name: string, place: () => Promise<SqlDatabaseOptions>) {
  describe(`the log of the audit on ${name}`, () => {
    let database: SqlDatabase
    let corpId = ''
    let corps = 0
    let isAway = false
    let slow: Promise<unknown> = Promise.resolve()
    let printed: string[] = []
    let outcomes: string[] = []
    let log: AuditLog
    beforeAll(async () => {
      database = openSqlDatabase(await place())
    })
    afterAll(() => database.close())
    beforeEach(() => {
      corpId = `ww${++corps}`
      isAway = false
      slow = Promise.resolve()
      printed = []
      outcomes = []
      const failing: SqlDatabase = {
        ...database, async run(work) {
          await slow
          if (isAway) throw new AppError('store_unavailable')
          return database.run(work)
        },
      }
      log = createAuditLog({
        database: failing,
        corpId,
        openKeys: openTestAudit(database, corpId).openKeys,
        print: row => printed.push(row.action),
        now: () => NOW,
        onFailure: () => void outcomes.push('failure'),
        onSuccess: () => void outcomes.push('success'),
      })
    })

    const records = async (query: Partial<AuditQuery> = {}) =>
      (await searchAudit(database, corpId, { limit: 100, ...query })).records
    const actions = async () => (await records()).map(({ action }) => action)

    it('writes later what may wait, and at once what must be written before the answer', async () => {
      log.soon(entry(), entry({ action: 'sign_out' }))
      expect(log.state()).toEqual({ waiting: 2, lost: 0 })
      await log.before(entry({ action: 'reveal_mobiles' }))
      expect(await actions()).toContain('reveal_mobiles')
      await log.settle()
      expect((await actions()).toSorted()).toEqual(['reveal_mobiles', 'sign_out', 'view_customer'])
      expect(printed.toSorted()).toEqual(['reveal_mobiles', 'sign_out', 'view_customer'])
    })

    it('refuses what must be written while the database is away, and keeps the rest', async () => {
      await log.open()
      isAway = true
      await expect(log.before(entry({ action: 'reveal_mobiles' }))).rejects.toEqual(coded('store_unavailable'))
      log.soon(entry())
      await expect.poll(() => printed).toEqual(['view_customer'])
      await expect.poll(() => outcomes).toContain('failure')
      expect(outcomes).not.toContain('success')
      isAway = false
      await log.settle()
      expect(outcomes.at(-1)).toBe('success')
      expect(await actions()).toEqual(['view_customer'])
      expect(printed).toEqual(['view_customer'])
    })

    it('tells how many rows were lost', async () => {
      await log.open()
      isAway = true
      log.soon(...Array.from({ length: 20_003 }, (_, i) => entry({ action: 'sign_out', at: NOW - i })))
      expect(log.state()).toEqual({ waiting: 20_000, lost: 3 })
      isAway = false
      await log.settle()
      const [newest] = await records({ action: 'rows_lost' })
      expect(newest?.details).toEqual({ rows: 3 })
      expect(log.state()).toEqual({ waiting: 0, lost: 0 })
      expect(printed.filter(action => action === 'rows_lost')).toHaveLength(1)
    })

    it('tells it also while the database is there, and slower than the rows come', async () => {
      const { promise, resolve } = Promise.withResolvers<undefined>()
      slow = promise
      log.soon(entry())
      await expect.poll(() => printed).toEqual(['view_customer'])
      log.soon(...Array.from({ length: 20_001 }, (_, i) => entry({ action: 'sign_out', at: NOW - i })))
      expect(log.state()).toEqual({ waiting: 20_000, lost: 2 })
      resolve(undefined)
      await log.settle()
      expect(printed.at(-1)).toBe('rows_lost')
      expect((await records({ action: 'rows_lost' })).map(({ details }) => details)).toEqual([{ rows: 2 }])
    })

    it('commits a row together with the change, or neither', async () => {
      const use = (fails: boolean) => log.with(append => database.run(query =>
        query.transaction().execute(async (transaction) => {
          const use = { replyId: corpId, userId: 'lin', usedAt: 1 }
          await transaction.insertInto('quickReplyUse').values(use).execute()
          await append(transaction, entry({ action: 'add_corp_reply' }))
          if (fails) throw new AppError('replies_full')
        })))
      await expect(use(true)).rejects.toEqual(coded('replies_full'))
      expect([await actions(), printed]).toEqual([[], []])
      await use(false)
      expect([await actions(), printed]).toEqual([['add_corp_reply'], ['add_corp_reply']])
    })

    it('finds rows by member in any case, customer, action and time, page by page', async () => {
      const drawn = fc.record({
        actor: fc.constantFrom('Lin', 'lin', 'wang'),
        subject: fc.constantFrom('wmA', 'wmB', undefined),
        action: fc.constantFrom('reveal_mobiles' as const, 'sign_out' as const),
        at: fc.integer({ min: NOW, max: NOW + 20 }),
      })
      const filter = fc.record({
        actor: fc.constantFrom('lin', 'LIN', 'nobody'),
        customer: fc.constantFrom('wmA', 'wmB'),
        action: fc.constant('sign_out' as const),
        from: fc.integer({ min: NOW, max: NOW + 20 }),
        to: fc.integer({ min: NOW, max: NOW + 20 }),
      }, { requiredKeys: [] })
      await fc.assert(fc.asyncProperty(fc.array(drawn, { maxLength: 15 }), filter, async (rows, wanted) => {
        corpId = `ww${++corps}`
        const audit = openTestAudit(database, corpId)
        await audit.append(...rows.map((row, i) => entry({ ...row, requestId: String(i) })))
        const { pseudonym } = await audit.openKeys()
        const { customer, ...rest } = wanted
        const query = { ...rest, subjects: customer === undefined ? undefined : [pseudonym(customer)] }
        const expected = rows.map((row, i) => ({ ...row, i })).filter(({ actor, subject, action, at }) =>
          isSameMember(wanted.actor ?? actor, actor) && (customer ?? subject) === subject
          && (wanted.action ?? action) === action
          && at >= (wanted.from ?? at) && at < (wanted.to ?? at + 1))
          .sort((a, b) => b.at - a.at || b.i - a.i)
        const found: string[] = []
        let cursor: string | undefined
        do {
          const page = await searchAudit(database, corpId, { ...query, cursor, limit: 4 })
          found.push(...page.records.map(({ requestId }) => requestId))
          cursor = page.cursor
        } while (cursor !== undefined)
        expect(found).toEqual(expected.map(({ i }) => String(i)))
        const all = await Array.fromAsync(allOf(database, corpId, query))
        expect(all.map(({ requestId }) => requestId)).toEqual(found)
      }), runs(30))
    })

    // PostgreSQL plans by the number of rows, which is small here.
    if (name === 'SQLite') it.each([
      [{}], [{ subjects: ['s'] }], [{ actor: 'lin' }],
    ] as Partial<AuditQuery>[][])('reads no newer rows again for the next page: %j', async (wanted) => {
      const statements: string[] = []
      const watched: SqlDatabase = {
        ...database,
        run: work => database.run(query => work(query.withPlugin({
          transformQuery({ node }) {
            statements.push(query.getExecutor().compileQuery(node, { queryId: 'explained' }).sql)
            return node
          },
          transformResult: async ({ result }) => result,
        }))),
      }
      await searchAudit(watched, corpId, { ...wanted, cursor: `${NOW}-5`, limit: 4 })
      const [statement = ''] = statements
      const values = Array<string>(statement.split('?').length - 1).fill('x')
      const { rows } = await database.run(query => query.executeQuery<{ detail: string }>(
        CompiledQuery.raw(`explain query plan ${statement}`, values)))
      expect(rows.map(({ detail }) => detail).join()).toMatch(/USING INDEX \w+ \([^)]*at<\?\)/)
    })

    it('finds a customer also by the ids that sources have linked', async () => {
      const link = (accountKind: 'openId' | 'externalUserId', accountScope: string, accountId: string) => ({
        accountKind, accountScope, accountId,
        openPlatform: 'main', unionId: `o${corpId}`, source: 'test', firstSeenAt: 1, lastSeenAt: 1,
      })
      await database.run(query => query.insertInto('identityLink').values([
        link('externalUserId', corpId, 'wmLinked'), link('openId', 'wxApp', 'oInApp'),
        link('externalUserId', 'wwOther', 'wmForeign'),
      ]).execute())
      const ids = ['wmForeign', 'wmLinked', 'oInApp', `o${corpId}`].toSorted()
      expect((await relatedIds(database, corpId, 'wmLinked')).toSorted()).toEqual(ids)
      expect((await relatedIds(database, corpId, `o${corpId}`)).toSorted()).toEqual(ids)
      expect(await relatedIds(database, corpId, 'wmUnknown')).toEqual(['wmUnknown'])
    })

    it('keeps a checkpoint that could not be kept, or was lost, also while nothing happens', async () => {
      const kept = checkpointSlot(createPlainVault())
      let isStoreAway = true
      const slot: typeof kept = {
        ...kept, set: value => isStoreAway ? Promise.reject(new AppError('store_unavailable')) : kept.set(value),
      }
      const lines: Checkpoint[] = []
      const make = createCheckpoints({
        database, corpId, slot, print: line => lines.push(line), onRolledBack: () => {},
      })
      await log.before(entry())
      await expect(make()).rejects.toEqual(coded('store_unavailable'))
      isStoreAway = false
      await make()
      expect(await kept.get()).toEqual(lines[0])
      await kept.delete()
      await make()
      expect(await kept.get()).toEqual(lines[0])
      expect(lines).toHaveLength(1)
    })

    it('makes checkpoints, and does not overwrite one that a database put back does not contain', async () => {
      const slot = checkpointSlot(createPlainVault())
      const lines: Checkpoint[] = []
      const alarms: Checkpoint[] = []
      const make = () => createCheckpoints({
        database, corpId, slot, print: line => lines.push(line), onRolledBack: kept => alarms.push(kept),
      })()
      await make()
      expect(lines).toEqual([])
      await log.before(entry(), entry({ subject: 'wmOther' }))
      await make()
      expect(lines).toEqual([{ rows: 2, head: expect.stringMatching(/^[0-9a-f]{64}$/) as string }])
      await database.run(async (query) => {
        await query.deleteFrom('auditRow').where('corpId', '=', corpId).execute()
        await query.deleteFrom('auditHead').where('corpId', '=', corpId).execute()
      })
      await log.before(entry())
      await make()
      expect(alarms).toEqual([lines[0]])
      await log.before(entry({ subject: 'wmA' }), entry({ subject: 'wmB' }))
      await make()
      expect(alarms).toEqual([lines[0], lines[0]])
      expect(await slot.get()).toEqual(lines[0])
    })
  })
}
