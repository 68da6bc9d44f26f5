import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { OperationNodeTransformer, sql } from 'kysely'
import type { IdentifierNode, KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createFullSync } from '../../../../server/identity/sync/full-sync.ts'
import type { FullSyncOptions } from '../../../../server/identity/sync/full-sync.ts'
import { LEASE_MS } from '../../../../server/jobs/lease.ts'
import { openSqlDatabase } from '../../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../../server/storage/sql/sql-database.ts'
import type { Clock } from '../../../../server/upstream/clock.ts'
import { createDirectory } from '../../../support/customer-directory.ts'
import type { Company } from '../../../support/customer-directory.ts'
import { CORP, NOON, wipe } from '../../../support/identity-world.ts'
import { AppError } from '../../../../server/errors/app-error.ts'
import { UpstreamRefusedError, UpstreamUnavailableError } from '../../../../server/upstream/upstream-error.ts'
import { WECOM } from '../../../../server/wecom/wecom-upstream.ts'

/** A clock that moves only by sleeping. */
function createSleepyClock(): Clock {
  let now = 1
  return {
    wall: () => NOON + now,
    monotonic: () => now,
    async sleep(ms) {
      await setImmediate()
      now += ms
    },
  }
}

const never = () => new AbortController().signal
const customers = (from: number, count: number) => Array.from({ length: count }, (_, i) =>
  ({ externalUserId: `wm${from + i}`, unionId: (from + i) % 3 === 0 ? undefined : `u${from + i}` }))
const members = (count: number, each: number) => Object.fromEntries(Array.from({ length: count }, (_, i) =>
  [`member${String(i).padStart(3, '0')}`, customers(i * each, each)]))

/** The database of a process that is killed at one of its steps: it does nothing more, and releases nothing. */
function killedAt(database: SqlDatabase, step: number, phase: 'before' | 'after'): SqlDatabase {
  let steps = 0
  return {
    ...database,
    async run(work) {
      const died = () => new Error('killed')
      if (++steps > step || (steps === step && phase === 'before')) throw died()
      const result = await database.run(work)
      if (steps === step) throw died()
      return result
    },
  }
}

/** A database whose answer to some steps is lost, although the step is done. */
function forgetful(database: SqlDatabase, steps: ReadonlySet<number>): SqlDatabase {
  let step = 0
  return {
    ...database,
    async run(work) {
      const result = await database.run(work)
      if (steps.has(++step)) throw new AppError('store_unavailable')
      return result
    },
  }
}

/** A database that is away at some steps. */
function away(database: SqlDatabase, steps: ReadonlySet<number>): SqlDatabase {
  let step = 0
  return {
    ...database,
    run: async work => steps.has(++step) ? Promise.reject(new AppError('store_unavailable')) : database.run(work),
  }
}

/** Keeps the lease in another table, as an earlier version does. */
class OtherLeaseTable extends OperationNodeTransformer implements KyselyPlugin {
  transformQuery: KyselyPlugin['transformQuery'] = ({ node, queryId }) => this.transformNode(node, queryId)
  transformResult: KyselyPlugin['transformResult'] = async ({ result }) => result

  protected override transformIdentifier(node: IdentifierNode): IdentifierNode {
    return node.name === 'job_lease' ? { ...node, name: 'other_lease' } : node
  }
}

/** The database as a process of an earlier version uses it: its lease does not exclude ours. */
async function withOtherLease(database: SqlDatabase): Promise<SqlDatabase> {
  const create = sql`create table if not exists other_lease (name text primary key, holder text, beat bigint not null)`
  await database.run(query => create.execute(query))
  return { ...database, run: work => database.run(query => work(query.withPlugin(new OtherLeaseTable()))) }
}

export function describeFullSync(name: string, place: () => SqlDatabaseOptions | Promise<SqlDatabaseOptions>) {
  describe(`full sync on ${name}`, () => {
    let database: SqlDatabase
    let clock: Clock
    beforeAll(async () => {
      database = openSqlDatabase(await place())
    })
    beforeEach(async () => {
      clock = createSleepyClock()
      await reset()
    })
    afterAll(() => database.close())

    async function reset() {
      await wipe(database)
      await database.run(async (query) => {
        for (const table of ['jobLease', 'identitySync', 'identitySyncBatch', 'identitySyncSkip'] as const) {
          await query.deleteFrom(table).execute()
        }
      })
    }
    const syncOf = (directory: FullSyncOptions['directory'], options: Partial<FullSyncOptions> = {}) =>
      createFullSync({ database, directory, corpId: CORP, clock, callsPerSecond: Infinity, ...options })
    const linked = () => database.run(async (query) => {
      const rows = await query.selectFrom('identityLink').select(['accountId', 'unionId'])
        .orderBy('accountId').execute()
      return rows.map(({ accountId, unionId }) => `${accountId} ${unionId}`)
    })
    const linksOf = ({ customersOf }: Company) => Object.values(customersOf).flat()
      .flatMap(({ externalUserId, unionId }) => unionId ? [`${externalUserId} ${unionId}`] : []).sort()

    it('records every unionid that WeCom returns, and counts customers without one', async () => {
      const company = { customersOf: members(205, 2) }
      const sync = syncOf(createDirectory(company, 100))
      expect(await sync.progress()).toBeUndefined()
      expect(await sync.run(never(), NOON)).toBe('complete')
      expect(await linked()).toEqual(linksOf(company))
      expect(await sync.progress()).toMatchObject({
        isHeld: false, members: 205, membersDone: 205, customers: 410, withUnionId: linksOf(company).length, pages: 19,
        expectedCustomers: 0, skippedMembers: [], startedAt: expect.any(Number), finishedAt: expect.any(Number),
      })
    })

    it('does not repeat a run that finished in the meantime, and expects as many customers the next time', async () => {
      const directory = createDirectory({ customersOf: members(2, 4) })
      const sync = syncOf(directory)
      await sync.run(never(), NOON)
      const calls = directory.asked.length
      const { finishedAt } = (await sync.progress())!
      for (const since of [NOON, finishedAt!]) expect(await sync.run(never(), since)).toBe('unneeded')
      expect(directory.asked).toHaveLength(calls)
      expect(await sync.run(never(), clock.wall() + 1)).toBe('complete')
      expect(directory.asked).toHaveLength(2 * calls)
      expect(await sync.progress()).toMatchObject({ customers: 8, expectedCustomers: 8 })
    })

    it('repeats a run that ended while a clock was ahead', async () => {
      const directory = createDirectory({ customersOf: members(1, 2) })
      const ahead = { ...clock, wall: () => clock.wall() + 365 * 24 * 60 * 60_000 }
      expect(await syncOf(directory, { clock: ahead }).run(never(), NOON)).toBe('complete')
      expect(await syncOf(directory).run(never(), NOON)).toBe('complete')
      expect(await syncOf(directory).run(never(), NOON)).toBe('unneeded')
    })

    it('continues after a killed process: nothing lost or counted twice, no page read twice without need', async () => {
      const company = { customersOf: members(45, 1) }
      const kill = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('before' as const, 'after' as const))
      await fc.assert(fc.asyncProperty(fc.array(kill, { maxLength: 4 }), async (kills) => {
        await reset()
        const directory = createDirectory(company, 2)
        for (const [step, phase] of kills) {
          await untilNotHeld(syncOf(directory, { database: killedAt(database, step, phase) })).catch(() => {})
        }
        expect(await untilNotHeld(syncOf(directory))).toBe('complete')
        expect(await linked()).toEqual(linksOf(company))
        expect(await syncOf(directory).progress())
          .toMatchObject({ members: 45, membersDone: 45, customers: 45, withUnionId: linksOf(company).length })
        const times = Map.groupBy(directory.asked, page => page).values().map(asked => asked.length).toArray()
        expect(times).toHaveLength(15 * 2)
        expect(Math.max(...times)).toBeLessThanOrEqual(1 + kills.length)
      }), { numRuns: 15 })
    }, 60_000)

    async function untilNotHeld(sync: ReturnType<typeof syncOf>) {
      for (;;) {
        const outcome = await sync.run(never(), Infinity)
        if (outcome !== 'held') return outcome
        await clock.sleep(LEASE_MS / 4)
      }
    }

    it('has one runner while that one lives', async () => {
      const directory = createDirectory({ customersOf: members(1, 9) })
      const [asked, answered] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
      const slow = syncOf({ ...directory, async page(userIds, cursor) {
        asked.resolve(undefined)
        await answered.promise
        return directory.page(userIds, cursor)
      } })
      const outcome = slow.run(never(), Infinity)
      await asked.promise
      const second = syncOf(directory)
      const beat = async () => (await database.run(query =>
        query.selectFrom('jobLease').select('beat').executeTakeFirstOrThrow())).beat
      const until = clock.monotonic() + 3 * LEASE_MS
      while (clock.monotonic() < until) {
        const before = await beat()
        expect(await second.run(never(), Infinity)).toBe('held')
        // The clock moves only by sleeping, so a slow machine needs this wait for the heartbeat.
        while (await beat() === before) await setImmediate()
        await clock.sleep(500)
      }
      expect((await second.progress())?.isHeld).toBe(true)
      expect([slow.isRunner(), second.isRunner()]).toEqual([true, false])
      expect(directory.asked).toEqual([])
      answered.resolve(undefined)
      expect(await outcome).toBe('complete')
      expect(slow.isRunner()).toBe(false)
      expect(await second.run(never(), NOON)).toBe('unneeded')
    })

    it('follows the runner through an outage of the database, and can be stopped in it', async () => {
      const directory = createDirectory({ customersOf: members(1, 9) })
      const [asked, answered] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
      const slow = syncOf({ ...directory, async page(userIds, cursor) {
        asked.resolve(undefined)
        await answered.promise
        return directory.page(userIds, cursor)
      } })
      const outcome = slow.run(never(), Infinity)
      await asked.promise
      let refusals = 0
      const follower = syncOf(directory, { database: {
        ...database,
        run: async work => refusals-- > 0 ? Promise.reject(new AppError('store_unavailable')) : database.run(work),
      } })
      expect(await follower.run(never(), Infinity)).toBe('held')
      refusals = 3
      expect(await follower.run(never(), Infinity)).toBe('held')
      refusals = Infinity
      expect(await follower.run(AbortSignal.abort(), Infinity)).toBe('stopped')
      await expect(follower.run(never(), Infinity)).rejects.toMatchObject({ code: 'store_unavailable' })
      answered.resolve(undefined)
      expect(await outcome).toBe('complete')
    })

    it('runs for two corps of a database at once, and counts each for itself', async () => {
      const directory = createDirectory({ customersOf: members(2, 2) })
      const other = syncOf(createDirectory({ customersOf: members(1, 1) }), { corpId: 'wwOther' })
      const sync = syncOf({ ...directory, async page(userIds, cursor) {
        expect(await other.run(never(), NOON)).not.toBe('held')
        return directory.page(userIds, cursor)
      } })
      expect(await sync.run(never(), Infinity)).toBe('complete')
      expect(await sync.progress()).toMatchObject({ members: 2, membersDone: 2, customers: 4 })
      expect(await other.progress()).toMatchObject({ members: 1, membersDone: 1, customers: 1 })
    })

    it('ends without another call when it waits and another process has taken over', async () => {
      const directory = createDirectory({ customersOf: members(1, 4) })
      let calls = 0
      const sync = syncOf({ ...directory, async page(userIds, cursor) {
        if (++calls > 1) return directory.page(userIds, cursor)
        await database.run(query => query.updateTable('jobLease').set({ holder: 'another' }).execute())
        throw new UpstreamRefusedError(WECOM, 'externalcontact/batch/get_by_user', 45009)
      } })
      expect(await sync.run(never(), Infinity)).toBe('held')
      expect(calls).toBe(1)
    })

    it('refuses the writes of a process after another has taken over', async () => {
      const company = { customersOf: members(1, 4) }
      const answered = Promise.withResolvers<undefined>()
      const directory = createDirectory(company)
      const asked = Promise.withResolvers<undefined>()
      // This process stands still: no heartbeat, and a late answer.
      const late = syncOf({
        ...directory,
        async page(userIds, cursor) {
          asked.resolve(undefined)
          await answered.promise
          const page = await directory.page(userIds, cursor)
          return { ...page, customers: [{ externalUserId: 'wmLate', unionId: 'uLate' }] }
        },
      }, { clock: { ...clock, sleep: () => new Promise(() => {}) } })
      const outcome = late.run(never(), Infinity)
      await asked.promise
      expect(await untilNotHeld(syncOf(directory))).toBe('complete')
      answered.resolve(undefined)
      expect(await outcome).toBe('held')
      expect(await linked()).toEqual(linksOf(company))
    })

    it('loses and doubles nothing when two processes run it at once, as during an update', async () => {
      const company: Company = { customersOf: members(24, 2), refused: { member005: 60111 } }
      const rest = { customersOf: { ...company.customersOf, member005: [] } }
      const databases = [database, await withOtherLease(database)]
      const turns = fc.array(fc.nat({ max: 5 }), { minLength: 2, maxLength: 8 })
      await fc.assert(fc.asyncProperty(fc.tuple(turns, turns), async (delays) => {
        await reset()
        let asked = 0
        const syncs = databases.map((own, process) => {
          const directory = createDirectory(company, 2)
          return syncOf({ ...directory, async page(userIds, cursor) {
            const turnsOfProcess = delays[process]!
            for (let i = turnsOfProcess[asked++ % turnsOfProcess.length]!; i > 0; i--) await setImmediate()
            return directory.page(userIds, cursor)
          } }, { database: own })
        })
        // Both may add a batch at the same position: the database lets one of them fail, and the schedule repeats it.
        const untilComplete = async (sync: ReturnType<typeof syncOf>) => {
          for (;;) {
            const outcome = await sync.run(never(), Infinity).catch(() => 'failed')
            expect(outcome).not.toBe('held')
            if (outcome === 'complete') return
            await setImmediate()
          }
        }
        await Promise.all(syncs.map(untilComplete))
        expect(await linked()).toEqual(linksOf(rest))
        expect(await syncs[0]!.progress()).toMatchObject({
          finishedAt: expect.any(Number), members: 24, membersDone: 24, customers: 46,
          withUnionId: linksOf(rest).length, skippedMembers: [{ userId: 'member005', errcode: 60111 }],
        })
      }), { numRuns: 8 })
    }, 60_000)

    it('starts a batch again, and only that one, when its cursor has expired', async () => {
      const company = { customersOf: members(2, 100) }
      const directory = createDirectory(company, 30)
      const sync = syncOf({
        ...directory,
        async page(userIds, cursor) {
          if (directory.asked.length === 10) directory.expireCursors()
          return directory.page(userIds, cursor)
        },
      })
      // Four pages each. The first cursors expire at the third page of the second run.
      expect(await sync.run(never(), NOON)).toBe('complete')
      expect(await sync.run(never(), Infinity)).toBe('complete')
      expect(directory.asked.map(page => page.split(' ')[1])).toEqual([
        '', '0:30', '0:60', '0:90', '', '0:30', '0:60', '0:90',
        '', '0:30', '0:60', '', '1:30', '1:60', '1:90', '', '1:30', '1:60', '1:90',
      ])
      expect(await sync.progress()).toMatchObject({ customers: 200, withUnionId: linksOf(company).length })
    })

    it('gives up when the cursor expires every time', async () => {
      const directory = createDirectory({ customersOf: members(1, 9) })
      const sync = syncOf({ ...directory, page: (userIds, cursor) => {
        const page = directory.page(userIds, cursor)
        directory.expireCursors()
        return page
      } })
      await expect(sync.run(never(), Infinity)).rejects.toMatchObject({ errcode: 50100 })
      expect(await sync.progress()).toMatchObject({ isHeld: false, failedAt: expect.any(Number), customers: 0 })
      const starts = directory.asked.filter(page => page.endsWith(' '))
      expect(starts).toHaveLength(1 + 5)
      expect(await syncOf(directory).run(never(), Infinity)).toBe('complete')
      expect(await sync.progress()).toMatchObject({ customers: 9 })
    })

    it('skips and lists members that WeCom refuses and members without a licence', async () => {
      const customersOf = members(100, 2)
      const refused = { member017: 60111, member018: 84061, member083: 60011 }
      const company: Company = { customersOf, refused, unlicensed: ['member040'] }
      const directory = createDirectory(company, 100)
      const sync = syncOf(directory)
      expect(await sync.run(never(), NOON)).toBe('complete')
      const rest = Object.fromEntries(Object.entries(customersOf)
        .filter(([userId]) => !company.refused![userId] && userId !== 'member040'))
      expect(await linked()).toEqual(linksOf({ customersOf: rest }))
      expect(await sync.progress()).toMatchObject({
        members: 100, membersDone: 100, customers: 192,
        // 84061 means that the member has no customers.
        skippedMembers: [
          { userId: 'member017', errcode: 60111 },
          { userId: 'member040', errcode: 701008 },
          { userId: 'member083', errcode: 60011 },
        ],
      })
    })

    it('S6: leaves out a member that WeCom refuses for an unknown reason, and goes on', async () => {
      const company: Company = { customersOf: members(100, 2), refused: { member017: 95000, member018: 40058 } }
      const leftOut: string[] = []
      const sync = syncOf(createDirectory(company), { onLeftOut: ({ errcode }) => leftOut.push(String(errcode)) })
      expect(await sync.run(never(), Infinity)).toBe('complete')
      const { member017: _one, member018: _other, ...rest } = company.customersOf
      expect(await linked()).toEqual(linksOf({ customersOf: rest }))
      expect(leftOut.sort()).toEqual(['40058', '95000'])
      expect(await sync.progress()).toMatchObject({
        skippedMembers: [{ userId: 'member017', errcode: 95000 }, { userId: 'member018', errcode: 40058 }],
      })
    })

    const first = (count: number, start = 0, step = 1) =>
      Array.from({ length: count }, (_, i) => `member${String(start + i * step).padStart(3, '0')}`)

    it.each([
      ['an unknown reason, ten in a row and then one that it answers', 20, [...first(10), ...first(5, 11)], 95000],
      ['an unknown reason, each among four that it answers', 100, first(11, 0, 5), 95000],
      ['an unknown reason, each after four that it answers', 100, first(11, 4, 5), 95000],
      ['a known reason', 20, first(15), 60111],
    ])('S6: goes on when WeCom refuses members for %s', async (_name, count, userIds, errcode) => {
      const customersOf = members(count, 1)
      const refused = Object.fromEntries(userIds.map(userId => [userId, errcode]))
      const sync = syncOf(createDirectory({ customersOf, refused }))
      expect(await sync.run(never(), Infinity)).toBe('complete')
      expect((await sync.progress())?.skippedMembers).toEqual(userIds.map(userId => ({ userId, errcode })))
      for (const userId of userIds) customersOf[userId] = []
      expect(await linked()).toEqual(linksOf({ customersOf }))
    })

    it('S6: gives up soon when that refusal is the same for every member, and goes on from there', async () => {
      const customersOf = members(100, 2)
      const refused = Object.fromEntries(Object.keys(customersOf).map(userId => [userId, 95000]))
      const directory = createDirectory({ customersOf, refused })
      await expect(syncOf(directory).run(never(), Infinity)).rejects.toMatchObject({ code: 'wecom_refused' })
      expect(directory.asked.length).toBeLessThan(60)
      const { skippedMembers } = (await syncOf(directory).progress())!
      expect(await syncOf(createDirectory({ customersOf })).run(never(), Infinity)).toBe('complete')
      for (const { userId } of skippedMembers) customersOf[userId] = []
      expect(await linked()).toEqual(linksOf({ customersOf }))
    })

    it('includes members who join while a run is interrupted', async () => {
      const company: Company = { customersOf: members(101, 1) }
      const directory = createDirectory(company)
      const stop = new AbortController()
      const stopping = syncOf({ ...directory, page: (userIds, cursor) => {
        stop.abort()
        return directory.page(userIds, cursor)
      } })
      expect(await stopping.run(stop.signal, Infinity)).toBe('stopped')
      company.customersOf.newcomer = customers(5_000, 2)
      company.customersOf.second = customers(6_000, 2)
      delete company.customersOf.member100
      company.refused = { member100: 60111 }
      const sync = syncOf(directory)
      expect(await sync.run(never(), Infinity)).toBe('complete')
      expect(await linked()).toEqual(linksOf(company))
      const skippedMembers = [{ userId: 'member100', errcode: 60111 }]
      expect(await sync.progress()).toMatchObject({ members: 103, membersDone: 103, skippedMembers })
    })

    it('starts a new run after days, because the old answers may have changed', async () => {
      const company: Company = { customersOf: members(3, 4) }
      const directory = createDirectory(company)
      const stop = new AbortController()
      const stopping = syncOf({ ...directory, page: (userIds, cursor) => {
        if (userIds[0] === 'member002') stop.abort()
        return directory.page(userIds, cursor)
      } })
      expect(await stopping.run(stop.signal, Infinity)).toBe('stopped')
      company.customersOf.member000!.push(...customers(5_000, 2))
      await clock.sleep(4 * 24 * 60 * 60_000)
      expect(await syncOf(directory).run(never(), Infinity)).toBe('complete')
      expect(await linked()).toEqual(linksOf(company))
      expect(await syncOf(directory).progress()).toMatchObject({ customers: 14 })
    })

    it('stops when told to, releases the lease, and continues later', async () => {
      const company = { customersOf: members(1, 30) }
      const directory = createDirectory(company)
      const stop = new AbortController()
      const sync = syncOf({ ...directory, page: (userIds, cursor) => {
        if (directory.asked.length === 4) stop.abort()
        return directory.page(userIds, cursor)
      } })
      expect(await sync.run(stop.signal, Infinity)).toBe('stopped')
      expect(await sync.progress()).toMatchObject({ isHeld: false, finishedAt: undefined, failedAt: undefined })
      const { customers: before } = (await sync.progress())!
      expect(before).toBeGreaterThan(0)
      expect(await syncOf(directory).run(never(), Infinity)).toBe('complete')
      expect(await linked()).toEqual(linksOf(company))
    })

    it('stores no page that comes after it was told to stop', async () => {
      const directory = createDirectory({ customersOf: members(1, 2) })
      const stop = new AbortController()
      const sync = syncOf({ ...directory, page: (userIds, cursor) => {
        stop.abort()
        return directory.page(userIds, cursor)
      } })
      expect(await sync.run(stop.signal, Infinity)).toBe('stopped')
      expect(await linked()).toEqual([])
    })

    it('shows until when it waits, and stops while it waits', async () => {
      const directory = createDirectory({ customersOf: members(1, 4) })
      const stop = new AbortController()
      const sync = syncOf({ ...directory, page: async () => {
        throw new UpstreamRefusedError(WECOM, 'externalcontact/batch/get_by_user', 45009)
      } })
      const outcome = sync.run(stop.signal, Infinity)
      const waitingUntil = async () => (await sync.progress())?.waitingUntil
      let until: number | undefined
      while (!(until = await waitingUntil())) await setImmediate()
      expect(until).toBeGreaterThan(NOON)
      stop.abort()
      expect(await outcome).toBe('stopped')
      expect((await sync.progress())?.waitingUntil).toBeUndefined()
    })

    it('continues after an outage of WeCom or of the database, but gives up after a long one', async () => {
      const company = { customersOf: members(1, 4) }
      const directory = createDirectory(company)
      let failures = 0
      const outages = [
        new UpstreamUnavailableError(WECOM, 'x', 'timeout'), new UpstreamRefusedError(WECOM, 'x', -1),
        new AppError('store_unavailable'),
      ]
      const sync = syncOf({ ...directory, async page(userIds, cursor) {
        if (failures++ < 6) throw outages[failures % 3]!
        return directory.page(userIds, cursor)
      } })
      expect(await sync.run(never(), Infinity)).toBe('complete')
      expect(await linked()).toEqual(linksOf(company))

      const dead = syncOf({ ...directory, page: async () => {
        throw outages[0]!
      } })
      await expect(dead.run(never(), Infinity)).rejects.toMatchObject({ reason: 'timeout' })
      expect(await dead.progress()).toMatchObject({ isHeld: false, failedAt: expect.any(Number) })
    })

    it.each([
      ['lost', forgetful], ['refused', away],
    ])('loses and doubles nothing when any answer of the database is %s', async (_name, broken) => {
      const company: Company = { customersOf: members(24, 2), refused: { member005: 60111 } }
      // The first three steps take the lease; without it the run ends.
      await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 4, max: 120 }), { maxLength: 6 }), async (steps) => {
        await reset()
        const sync = syncOf(createDirectory(company, 2), { database: broken(database, new Set(steps)) })
        expect(await sync.run(never(), Infinity)).toBe('complete')
        expect(await linked()).toEqual(linksOf({ customersOf: { ...company.customersOf, member005: [] } }))
        expect(await syncOf(createDirectory(company)).progress()).toMatchObject({
          finishedAt: expect.any(Number), waitingUntil: undefined, members: 24, membersDone: 24, customers: 46,
          skippedMembers: [{ userId: 'member005', errcode: 60111 }],
        })
      }), { numRuns: 15, examples: [[[4]], [[5]], [[6]]] })
    }, 60_000)

    it('continues after an outage of WeCom before the first page', async () => {
      const company = { customersOf: members(2, 4) }
      const directory = createDirectory(company)
      let failures = 0
      const sync = syncOf({ ...directory, async members() {
        if (failures++ === 0) throw new UpstreamRefusedError(WECOM, 'externalcontact/get_follow_user_list', 45009)
        if (failures < 4) throw new UpstreamUnavailableError(WECOM, 'x', 'timeout')
        return directory.members()
      } })
      expect(await sync.run(never(), Infinity)).toBe('complete')
      expect(await linked()).toEqual(linksOf(company))
    })

    it('fails at once when WeCom refuses the set-up, and works after it is fixed', async () => {
      const directory = createDirectory({ customersOf: members(1, 4) })
      const sync = syncOf({ ...directory, members: async () => {
        throw new UpstreamRefusedError(WECOM, 'externalcontact/get_follow_user_list', 48002)
      } })
      await expect(sync.run(never(), Infinity)).rejects.toMatchObject({ errcode: 48002 })
      expect(await sync.progress()).toMatchObject({ isHeld: false, failedAt: expect.any(Number) })
      expect(await syncOf(directory).run(never(), Infinity)).toBe('complete')
      expect(await sync.progress()).toMatchObject({ failedAt: undefined })
    })

    it('does not follow a cursor that leads to itself', async () => {
      const page = { customers: [], nextCursor: 'again', unlicensedUserIds: [] }
      const sync = syncOf({ members: async () => ['a'], page: async () => page })
      await expect(sync.run(never(), Infinity)).rejects.toMatchObject({ reason: 'bad_body' })
    })

    it('never calls WeCom faster than its rate', async () => {
      const directory = createDirectory({ customersOf: members(1, 300) })
      const moments: number[] = []
      const sync = syncOf({ ...directory, page: (userIds, cursor) => {
        moments.push(clock.monotonic())
        return directory.page(userIds, cursor)
      } }, { callsPerSecond: 20 })
      expect(await sync.run(never(), Infinity)).toBe('complete')
      expect(moments).toHaveLength(100)
      for (let i = 0; i + 20 < moments.length; i++) {
        expect(moments[i + 20]! - moments[i]!).toBeGreaterThanOrEqual(1_000 - 1e-6)
      }
    })
  })
}
