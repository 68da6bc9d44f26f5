import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pruneReminders } from '../../../server/reminders/due-reminders.ts'
import { createReminders } from '../../../server/reminders/reminders.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import { eraseStory, readStory } from '../../../server/story/person-story.ts'
import { REMINDER_LIMITS } from '../../../shared/limits.ts'
import { coded } from '../../support/coded.ts'
import { CORP, customer, NOON } from '../../support/identity-world.ts'
import { createStory, wipeStory } from '../../support/story-world.ts'

const HOUR_MS = 3_600_000
const call = { text: '回电', dueAt: NOON + HOUR_MS }

/** @param place where an empty database is */
export function describeReminders(name: string, place: () => Promise<SqlDatabaseOptions>) {
  describe(`reminders on ${name}`, () => {
    let database: SqlDatabase
    let ids = 0
    const open = () => createReminders({
      database, corpId: CORP, now: () => NOON, newId: () => (++ids).toString(16).padStart(32, '0'),
      changed: externalUserId => void changes.push(externalUserId),
    })
    const changes: string[] = []
    let reminders: ReturnType<typeof open>
    beforeAll(async () => void (database = openSqlDatabase(await place())))
    beforeEach(async () => {
      await wipeStory(database)
      await database.run(query => query.deleteFrom('reminder').execute())
      changes.length = 0
      reminders = open()
    })
    afterAll(() => database.close())

    const add = async (userId: string, reminder = call, externalUserId = 'wm1') =>
      ({ externalUserId, id: (await reminders.add(userId, externalUserId, reminder)).id })
    const textsOf = async (userId: string, externalUserId?: string) =>
      (await reminders.list(userId, externalUserId)).map(({ text }) => text)

    it('are listed for their member, the earliest first', async () => {
      await add('lin', { text: 'later', dueAt: NOON + 2 * HOUR_MS })
      await add('lin')
      await add('lin', { text: 'overdue', dueAt: NOON - HOUR_MS }, 'wm2')
      expect(await textsOf('lin')).toEqual(['overdue', '回电', 'later'])
      expect(await textsOf('lin', 'wm1')).toEqual(['回电', 'later'])
      expect(await textsOf('wang')).toEqual([])
    })

    it('are taken once when the answer got lost', async () => {
      const same = await Promise.all(Array.from({ length: 5 }, () => add('lin')))
      expect(new Set(same.map(({ id }) => id)).size).toBe(1)
      expect((await add('wang')).id).not.toBe(same[0]!.id)
    })

    it('are snoozed as seen, and finished once', async () => {
      const one = await add('lin')
      const to = { version: 1, dueAt: NOON + 3 * HOUR_MS }
      expect(await reminders.snooze('lin', one, to)).toMatchObject({ version: 2, state: 'open' })
      await reminders.snooze('lin', one, to) // the answer got lost
      await expect(reminders.snooze('lin', one, { ...to, dueAt: NOON })).rejects.toEqual(coded('edit_conflict'))
      await expect(reminders.finish('lin', { ...one, version: 1 })).rejects.toEqual(coded('edit_conflict'))
      expect(await textsOf('lin')).toEqual(['回电'])
      await reminders.finish('lin', { ...one, version: 2 })
      await reminders.finish('lin', one)
      expect(await textsOf('lin')).toEqual([])
      await expect(reminders.snooze('lin', one, { ...to, version: 2 })).rejects.toEqual(coded('reminder_not_found'))
    })

    it('that are done are taken back; one that was due meanwhile is not sent', async () => {
      const [later, overdue] = [await add('lin'), await add('lin', { text: 'overdue', dueAt: NOON - HOUR_MS })]
      for (const one of [later, overdue]) await reminders.finish('lin', one)
      expect(await reminders.reopen('lin', later)).toMatchObject({ id: later.id, state: 'open', version: 1 })
      expect(await reminders.reopen('lin', overdue)).toMatchObject({ state: 'sent' })
      await reminders.reopen('lin', overdue) // the answer got lost
      const states = await database.run(query =>
        query.selectFrom('reminder').select('state').orderBy('dueAt').execute())
      expect(states).toEqual([{ state: 'sent' }, { state: 'open' }])
    })

    it('that are done are on the timeline, for their member only, until they are taken back or deleted', async () => {
      const { timeline } = createStory(database)
      const seenBy = async (userId: string, externalUserId = 'wm1') =>
        (await timeline.page(userId, externalUserId)).entries.map(({ kind, action, who, text }) =>
          [kind, action, who, text])
      const [one, other] = [await add('lin'), await add('lin', { text: '报价', dueAt: NOON })]
      expect(await seenBy('lin')).toEqual([])
      for (const done of [one, one, other]) await reminders.finish('lin', done)
      const entry = ['reminder', 'done', 'lin']
      expect((await seenBy('lin')).sort()).toEqual([[...entry, '回电'], [...entry, '报价']].sort())
      expect([await seenBy('wang'), await seenBy('lin', 'wm2')]).toEqual([[], []])
      await reminders.reopen('lin', one)
      expect(await seenBy('lin')).toEqual([[...entry, '报价']])
      await reminders.finish('lin', one)
      await reminders.remove('lin', other)
      expect(await seenBy('lin')).toEqual([[...entry, '回电']])
    })

    it('tell open pages of each change, and of no refusal', async () => {
      const one = await add('lin')
      await reminders.snooze('lin', one, { version: 1, dueAt: NOON })
      await reminders.finish('lin', one)
      await reminders.reopen('lin', one)
      await reminders.remove('lin', one)
      await expect(reminders.finish('lin', one)).rejects.toEqual(coded('reminder_not_found'))
      expect(changes).toEqual(Array.from({ length: 5 }, () => 'wm1'))
    })

    it('are limited for a member; what is done does not count', async () => {
      const row = {
        corpId: CORP, subjectKind: 'externalUserId' as const, subjectScope: CORP, subjectId: 'wm1', ownerUserId: 'lin',
        text: 'x', dueAt: NOON, createdAt: NOON, state: 'open' as const, version: 1, attempts: 0, nextAt: NOON,
        claimedUntil: 0, claimedAt: 0,
      }
      const rows = Array.from({ length: REMINDER_LIMITS.own - 1 }, (_, i) => ({ ...row, id: `f${i}` }))
      await database.run(query => query.insertInto('reminder').values(rows).execute())
      const one = await add('lin')
      await expect(add('lin', { ...call, text: 'more' })).rejects.toEqual(coded('reminders_full'))
      await add('wang')
      await reminders.finish('lin', one)
      await add('lin', { ...call, text: 'more' })
      await expect(reminders.reopen('lin', one)).rejects.toEqual(coded('reminders_full'))
    })

    it('are never reached by another member or through another customer', async () => {
      const attempt = fc.record({
        who: fc.constantFrom('lin', 'wang'), owner: fc.constantFrom('lin', 'wang'),
        real: fc.constantFrom('wm1', 'wm2'), named: fc.constantFrom('wm1', 'wm2'),
        what: fc.constantFrom('snooze', 'finish', 'reopen', 'remove'),
      })
      await fc.assert(fc.asyncProperty(attempt, async ({ who, owner, real, named, what }) => {
        const { id } = await add(owner, call, real)
        const at = { externalUserId: named, id }
        const attempts = {
          snooze: () => reminders.snooze(who, at, { version: 1, dueAt: NOON }),
          finish: () => reminders.finish(who, at),
          reopen: () => reminders.reopen(who, at),
          remove: () => reminders.remove(who, at),
        }
        const outcome = await attempts[what]().then(() => 'done', (error: { code: string }) => error.code)
        expect(outcome).toBe(who === owner && real === named ? 'done' : 'reminder_not_found')
        await database.run(query => query.deleteFrom('reminder').execute())
      }), { numRuns: 40 })
    })

    it('are found by their id, for their member only', async () => {
      const one = await add('lin')
      expect(await reminders.placeOf('lin', one.id)).toEqual(one)
      expect(await reminders.placeOf('wang', one.id)).toBeUndefined()
    })

    it('are exported and erased with the person, and deleted when they are old', async () => {
      await add('lin')
      await add('lin', call, 'wm2')
      const { reminders: exported } = await database.run(query => readStory(query, [customer('wm1')]))
      expect(exported).toMatchObject([{ text: '回电', ownerUserId: 'lin', dueAt: call.dueAt }])
      await database.run(query => query.transaction().execute(one => eraseStory(one, [customer('wm1')])))
      expect(await reminders.list('lin')).toMatchObject([{ externalUserId: 'wm2' }])
      await pruneReminders(database, CORP, call.dueAt)
      expect(await textsOf('lin')).toHaveLength(1)
      await pruneReminders(database, CORP, call.dueAt + 1)
      expect(await textsOf('lin')).toEqual([])
    })
  })
}
