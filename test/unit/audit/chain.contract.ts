import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readHead } from '../../../server/audit/checkpoint.ts'
import type { Checkpoint } from '../../../server/audit/checkpoint.ts'
import type { AuditEntry } from '../../../server/audit/entry.ts'
import { createAuditKeys } from '../../../server/audit/keys.ts'
import { pruneAudit } from '../../../server/audit/prune.ts'
import { verifyAudit } from '../../../server/audit/verify.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import type { AuditRowTable } from '../../../server/storage/sql/schema.ts'
import { entry, openTestAudit, ROOTS } from '../../support/audit-entries.ts'
import { spawnAuditProcess } from '../../support/audit-process.ts'
import { coded } from '../../support/coded.ts'
import { eventually } from '../../support/eventually.ts'
import { runs } from '../../support/property-runs.ts'

const DAY_MS = 24 * 60 * 60_000
const NOW = 1_764_000_000_000
/** Days. */
const KEPT = { view_customer: 366, reveal_mobiles: 1_095, sign_out: 366, refused: 183 }

/** @param place where an empty database is */
export function describeAuditChain(name: string, place: () => Promise<SqlDatabaseOptions>) {
  describe(`the chain of the audit on ${name}`, () => {
    let options: SqlDatabaseOptions
    let database: SqlDatabase
    let corps = 0
    beforeAll(async () => {
      options = await place()
      database = openSqlDatabase(options)
    })
    afterAll(() => database.close())

    /** A corp of its own. */
    function newCorp() {
      const corpId = `ww${++corps}`
      const audit = openTestAudit(database, corpId)
      const rows = () => database.run(query => query.selectFrom('auditRow').selectAll()
        .where('corpId', '=', corpId).orderBy('seq').execute())
      const replaceRows = (all: AuditRowTable[]) => database.run(async (query) => {
        await query.deleteFrom('auditRow').where('corpId', '=', corpId).execute()
        if (all.length > 0) await query.insertInto('auditRow').values(all).execute()
      })
      return {
        ...audit,
        corpId,
        rows,
        replaceRows,
        head: () => database.run(query => readHead(query, corpId)) as Promise<Checkpoint>,
        setHead: ({ rows: seq, head: mac }: Checkpoint) => database.run(query =>
          query.updateTable('auditHead').set({ seq, mac }).where('corpId', '=', corpId).execute()),
        verify: async (...checkpoints: Checkpoint[]) =>
          verifyAudit({ database, corpId, keys: await audit.openKeys(), checkpoints }),
        verifyNewest: async (newest: number, ...checkpoints: Checkpoint[]) =>
          verifyAudit({ database, corpId, keys: await audit.openKeys(), checkpoints, newest }),
        prune: async (mostDays = 1_095, now = NOW) =>
          pruneAudit({ database, corpId, keys: await audit.openKeys(), mostDays, now: () => now }),
      }
    }

    const reveals = (count: number, at = NOW): AuditEntry[] => Array.from({ length: count }, (_, i) =>
      entry({ action: i % 2 ? 'view_customer' : 'reveal_mobiles', subject: `wm${i}`, at: at + i }))

    it('holds rows with pseudonyms instead of ids', async () => {
      const corp = newCorp()
      await corp.append(entry({ ids: { account: 'oOpenId' }, details: { app: 'wx1' } }))
      expect(await corp.verify()).toMatchObject({ rows: 1, expired: 0 })
      const [row] = await corp.rows()
      expect(JSON.stringify(row)).not.toMatch(/wmCustomer|oOpenId/)
      const { pseudonym } = await corp.openKeys()
      expect(row).toMatchObject({ actor: 'lin', subject: pseudonym('wmCustomer') })
      expect(JSON.parse(row!.details)).toEqual({ app: 'wx1', account: pseudonym('oOpenId') })
    })

    it('is good while it is empty', async () => {
      expect(await newCorp().verify()).toEqual({ rows: 0, head: '', expired: 0 })
    })

    const COLUMNS = [
      'at', 'action', 'actor', 'subject', 'result', 'details', 'requestId', 'network', 'mac',
      'count', 'lastAt', 'countMac',
    ] as const
    const changed = (row: AuditRowTable, column: typeof COLUMNS[number]) =>
      ({ ...row, [column]: typeof row[column] === 'number' ? row[column] + 1 : `${row[column]}x` })
    const moved = (rows: AuditRowTable[]) => rows.map((row, i) => ({ ...row, seq: i + 1 }))

    it('names the first row that was changed, deleted, put in, moved, cut off or added', async () => {
      const attack = fc.record({ length: fc.integer({ min: 3, max: 9 }), first: fc.nat(), second: fc.nat() })
      const kind = fc.constantFrom('change', 'delete', 'insert', 'reorder', 'cut', 'cut with head', 'add')
      await fc.assert(fc.asyncProperty(attack, kind, fc.constantFrom(...COLUMNS), async (drawn, how, column) => {
        const corp = newCorp()
        await corp.append(...reveals(drawn.length))
        const rows = await corp.rows()
        const at = drawn.first % rows.length
        const other = (at + 1 + drawn.second % (rows.length - 1)) % rows.length
        const first = Math.min(at, other)
        const row = rows[at]!
        const forged = { ...row, requestId: 'forged' }
        const outcomes = {
          'change': () => ({ rows: rows.with(at, changed(row, column)), problem: { kind: 'changed', row: at + 1 } }),
          'delete': () => ({ rows: rows.toSpliced(at, 1), problem: { kind: 'missing', row: at + 1 } }),
          'insert': () => ({ rows: moved(rows.toSpliced(at, 0, forged)), problem: { kind: 'changed', row: at + 1 } }),
          'reorder': () => ({
            rows: moved(rows.with(at, rows[other]!).with(other, row)), problem: { kind: 'changed', row: first + 1 },
          }),
          'cut': () => ({ rows: rows.slice(0, at), problem: { kind: 'missing', row: at + 1 } }),
          'cut with head': () => ({ rows: rows.slice(0, first + 1), problem: { kind: 'head', row: first + 1 } }),
          'add': () => ({
            rows: [...rows, { ...forged, seq: rows.length + 1 }], problem: { kind: 'added', row: rows.length + 1 },
          }),
        }
        const outcome = outcomes[how]()
        await corp.replaceRows(outcome.rows)
        if (how === 'cut with head') await corp.setHead({ rows: first + 1, head: rows[first]!.mac })
        expect((await corp.verify()).problem).toEqual(outcome.problem)
      }), runs(60))
    })

    it('can be checked from any row on, also behind deleted ones', async () => {
      const corp = newCorp()
      await corp.append(...reveals(3), entry({ action: 'refused' }), ...reveals(3, NOW + DAY_MS))
      await corp.prune(1_095, NOW + 200 * DAY_MS)
      for (let newest = 0; newest <= 8; newest++) {
        const { problem, expired } = await corp.verifyNewest(newest)
        expect({ newest, problem, expired }).toEqual({ newest, problem: undefined, expired: newest < 3 ? 0 : 1 })
      }
      const rows = await corp.rows()
      await corp.replaceRows(rows.with(4, changed(rows[4]!, 'actor')))
      expect((await corp.verifyNewest(2)).problem).toEqual({ kind: 'changed', row: 6 })
      expect((await corp.verifyNewest(1)).problem).toBeUndefined()
      await corp.replaceRows(rows.slice(0, -1))
      expect((await corp.verifyNewest(1)).problem).toEqual({ kind: 'missing', row: 7 })
      expect((await corp.verifyNewest(1, { rows: 8, head: 'seen' })).problem).toEqual({ kind: 'missing', row: 7 })
    })

    it('shows where a forged head was continued', async () => {
      const corp = newCorp()
      await corp.append(...reveals(6))
      const rows = await corp.rows()
      await corp.replaceRows(rows.slice(0, 3))
      await corp.setHead({ rows: 3, head: rows[2]!.mac })
      await corp.append(...reveals(2))
      expect((await corp.verify()).problem).toEqual({ kind: 'changed', row: 4 })
    })

    it('shows by a checkpoint that an old database was put back, also when it has grown again', async () => {
      const corp = newCorp()
      await corp.append(...reveals(3))
      const before = { rows: await corp.rows(), head: await database.run(query =>
        query.selectFrom('auditHead').selectAll().where('corpId', '=', corp.corpId).executeTakeFirstOrThrow()) }
      await corp.append(...reveals(3, NOW + DAY_MS))
      const seen = await corp.head()
      expect((await corp.verify(seen)).problem).toBeUndefined()
      await corp.replaceRows(before.rows)
      await database.run(query =>
        query.updateTable('auditHead').set(before.head).where('corpId', '=', corp.corpId).execute())
      expect((await corp.verify()).problem).toBeUndefined()
      expect((await corp.verify(seen)).problem).toEqual({ kind: 'older', row: 4 })
      await corp.append(...reveals(5, NOW + 2 * DAY_MS))
      expect((await corp.verify(seen)).problem).toEqual({ kind: 'older', row: 6 })
    })

    it('shows a changed row also behind the place where an old database was put back', async () => {
      const corp = newCorp()
      await corp.append(...reveals(6))
      const restored = { rows: 3, head: 'seen in rows that are lost' }
      const rows = await corp.rows()
      await corp.replaceRows(rows.with(4, changed(rows[4]!, 'actor')))
      expect((await corp.verify(restored)).problem).toEqual({ kind: 'changed', row: 5 })
      await corp.replaceRows(rows.slice(0, -1))
      expect((await corp.verify(restored)).problem).toEqual({ kind: 'missing', row: 6 })
      await corp.replaceRows(rows)
      expect((await corp.verify(restored)).problem).toEqual({ kind: 'older', row: 3 })
      const ahead = { rows: 7, head: 'seen' }
      expect((await corp.verify(ahead, restored)).problem).toEqual({ kind: 'older', row: 3 })
    })

    it('counts the views of one customer by one member within ten minutes in one row', async () => {
      const corp = newCorp()
      const again = openTestAudit(database, corp.corpId)
      await corp.append(entry(), entry({ at: NOW + 1_000 }))
      await again.append(entry({ at: NOW + 599_999 }), entry({ actor: 'wang' }), entry({ subject: 'wmOther' }))
      await corp.append(entry({ at: NOW + 600_000 }))
      expect((await corp.rows()).map(({ actor, count, at, lastAt }) => [actor, count, lastAt - at])).toEqual([
        ['lin', 3, 599_999], ['wang', 1, 0], ['lin', 1, 0], ['lin', 1, 0],
      ])
      expect((await corp.verify()).problem).toBeUndefined()
    })

    it('does not count strangers of two networks together', async () => {
      const corp = newCorp()
      const refused = entry({ action: 'refused', actor: undefined, subject: undefined })
      await corp.append(refused, { ...refused, network: '10.0.0.2' }, { ...refused, network: '10.0.0.2' })
      const counts = (await corp.rows()).map(({ network, count }) => [network, count])
      expect(counts).toEqual([['10.0.0.1', 1], ['10.0.0.2', 2]])
    })

    it('does not count reveals together', async () => {
      const corp = newCorp()
      await corp.append(entry({ action: 'reveal_mobiles' }), entry({ action: 'reveal_mobiles' }))
      expect(await corp.rows()).toHaveLength(2)
    })

    it('is one chain when several processes write', async () => {
      const corp = newCorp()
      const task = { place: options, corpId: corp.corpId, rows: 200, atOnce: 4 }
      const processes = ['a', 'b', 'c', 'd'].map(actor => spawnAuditProcess({ ...task, actor }))
      expect(await Promise.all(processes.map(({ ended }) => ended))).toEqual([0, 0, 0, 0])
      expect(await corp.verify()).toEqual({ ...await corp.head(), rows: 800, expired: 0 })
      const writers = (await corp.rows()).map(({ actor }) => actor)
      expect(writers.filter(actor => actor === 'c')).toHaveLength(200)
    })

    it('is whole after processes were killed while they wrote', async () => {
      const corp = newCorp()
      const task = { place: options, corpId: corp.corpId, rows: 1_000_000, atOnce: 3 }
      const processes = ['a', 'b'].map(actor => spawnAuditProcess({ ...task, actor }))
      await eventually(() => processes.every(({ written }) => written() >= 30), 60_000)
      for (const { kill } of processes) kill()
      await Promise.all(processes.map(({ ended }) => ended))
      const { rows, problem } = await corp.verify()
      expect(problem).toBeUndefined()
      expect(rows % 3).toBe(0)
      const written = processes.reduce((sum, one) => sum + one.written(), 0)
      expect(rows).toBeGreaterThanOrEqual(written)
    })

    it('keeps each row for its time, and can be verified afterwards', async () => {
      await fc.assert(fc.asyncProperty(
        fc.array(fc.record({
          action: fc.constantFrom<keyof typeof KEPT>('view_customer', 'reveal_mobiles', 'sign_out', 'refused'),
          days: fc.integer({ min: 0, max: 1_400 }),
        }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 183, max: 1_200 }),
        async (drawn, mostDays) => {
          const corp = newCorp()
          const sorted = drawn.toSorted((a, b) => b.days - a.days)
          // An hour less than whole days: "due" must not depend on equality.
          const rows = sorted.map(({ action, days }, i) =>
            entry({ action, subject: `wm${i}`, at: NOW - days * DAY_MS - 60 * 60_000 }))
          await corp.append(...rows)
          const seen = await corp.head()
          const rest = sorted.filter(({ action, days }) => days < Math.min(KEPT[action], mostDays))
          // In two steps, so that deleted rows are joined with those that were deleted before.
          const early = await corp.prune(mostDays, NOW - 200 * DAY_MS)
          expect(early + await corp.prune(mostDays)).toBe(sorted.length - rest.length)
          expect((await corp.rows()).map(({ action }) => action)).toEqual(rest.map(({ action }) => action))
          expect(await corp.verify(seen)).toMatchObject({ rows: sorted.length, expired: sorted.length - rest.length })
          expect((await corp.verify(seen)).problem).toBeUndefined()
          await corp.append(entry({ action: 'reveal_mobiles' }))
          expect((await corp.verify(seen)).problem).toBeUndefined()
        },
      ), runs(15))
    })

    it('does not delete a row that was made older by hand, nor trust a forged record of deleted rows', async () => {
      const corp = newCorp()
      await corp.append(...reveals(4))
      const rows = await corp.rows()
      await corp.replaceRows(rows.with(1, { ...rows[1]!, at: 1, lastAt: 1 }))
      expect(await corp.prune()).toBe(0)
      expect((await corp.verify()).problem).toEqual({ kind: 'changed', row: 2 })
      await corp.replaceRows(rows.toSpliced(1, 1))
      await database.run(query => query.insertInto('auditGap')
        .values({ corpId: corp.corpId, fromSeq: 2, toSeq: 2, mac: rows[1]!.mac, seal: 'x' }).execute())
      expect((await corp.verify()).problem).toEqual({ kind: 'missing', row: 2 })
    })

    // With a search of all records for each, it takes a minute. One database is enough: it is the same statement.
    if (name === 'SQLite') it('deletes and checks in a few seconds, however many records of deleted rows', async () => {
      const corp = newCorp()
      for (let from = 0; from < 40_000; from += 4_000) {
        await corp.append(...Array.from({ length: 4_000 }, (_, i) =>
          entry({ action: i % 2 ? 'sign_out' : 'reveal_mobiles', at: NOW - 400 * DAY_MS + from + i })))
      }
      expect(await corp.prune()).toBe(20_000)
      expect(await corp.verify()).toMatchObject({ rows: 40_000, expired: 20_000 })
    }, 30_000)

    it('deletes all rows whose time is over, however many of them were changed by hand', async () => {
      const corp = newCorp()
      await corp.append(...Array.from({ length: 2_200 }, (_, i) =>
        entry({ action: 'reveal_mobiles', at: NOW - 2_000 * DAY_MS + i })))
      const rows = await corp.rows()
      const forged = [0, 10, 2_000]
      await corp.replaceRows(rows.map((row, i) => forged.includes(i) ? changed(row, 'actor') : row))
      expect(await corp.prune()).toBe(rows.length - forged.length)
      expect((await corp.rows()).map(({ seq }) => seq - 1)).toEqual(forged)
      expect((await corp.verify()).problem).toEqual({ kind: 'changed', row: 1 })
    })

    it('keeps its pseudonyms and its chain when the password changes', async () => {
      const corp = newCorp()
      await corp.append(entry())
      const open = (...roots: string[]) => createAuditKeys({ database, corpId: corp.corpId, roots })()
      const { pseudonym } = await corp.openKeys()
      const next = await open('the next password', ...ROOTS)
      expect(next.pseudonym('wmCustomer')).toBe(pseudonym('wmCustomer'))
      const later = await open('the next password')
      expect(await verifyAudit({ database, corpId: corp.corpId, keys: later })).toMatchObject({ rows: 1 })
      await expect(open(...ROOTS)).rejects.toEqual(coded('audit_key_unreadable'))
    })

    it('gives each corp its own pseudonyms', async () => {
      const [a, b] = [await newCorp().openKeys(), await newCorp().openKeys()]
      expect(a.pseudonym('wmCustomer')).not.toBe(b.pseudonym('wmCustomer'))
    })
  })
}
