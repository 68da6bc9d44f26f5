import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../server/errors/app-error.ts'
import { createDueReminders } from '../../../server/reminders/due-reminders.ts'
import { createHandOver } from '../../../server/reminders/hand-over.ts'
import type { HandedOver } from '../../../server/reminders/hand-over.ts'
import { createReminders } from '../../../server/reminders/reminders.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import type { FollowUser } from '../../../server/wecom/api/external-contact.ts'
import { CORP, NOON } from '../../support/identity-world.ts'
import { createStory, wipeStory } from '../../support/story-world.ts'

const HOUR_MS = 60 * 60_000

/** @param place where an empty database is */
export function describeHandOver(name: string, place: () => Promise<SqlDatabaseOptions>) {
  describe(`the reminders of a customer who is handed over, on ${name}`, () => {
    let database: SqlDatabase
    let ids = 0
    let now = NOON
    let recorded: HandedOver[] = []
    let isRecordAway = false
    beforeAll(async () => void (database = openSqlDatabase(await place())))
    beforeEach(async () => {
      now = NOON
      recorded = []
      isRecordAway = false
      await wipeStory(database)
      await database.run(query => query.deleteFrom('reminder').execute())
    })
    afterAll(() => database.close())

    const reminders = () => createReminders({
      database, corpId: CORP, now: () => now, newId: () => (++ids).toString(16).padStart(32, '0'), changed: () => {},
    })
    const due = () => createDueReminders(database, CORP, () => now)
    const follower = (userId: string, addWay = 1, at = NOON - HOUR_MS): Partial<FollowUser> =>
      ({ userId, addWay, createTime: at / 1_000 })
    const heir = (at = NOON + HOUR_MS) => follower('wang', 202, at)
    const handOver = (followers: Partial<FollowUser>[] | 'none') => createHandOver({
      database,
      corpId: CORP,
      now: () => now,
      async followersOf() {
        if (followers === 'none') throw new AppError('customer_not_found')
        return followers as FollowUser[]
      },
      inRecord: work => work(async (transaction, one) => {
        recorded.push(one)
        if (isRecordAway) throw new AppError('store_unavailable')
        // In the transaction of the change.
        const rows = await transaction.selectFrom('reminder').select('ownerUserId')
          .where('subjectId', '=', one.externalUserId).execute()
        expect(rows).toContainEqual({ ownerUserId: one.to })
      }),
    })('wm1')
    const listOf = async (userId: string) => (await reminders().list(userId)).map(({ text, state }) => [text, state])

    /** The members have followed the customer; each has a reminder that is due in an hour. */
    async function remind(...owners: string[]): Promise<void> {
      const story = createStory(database)
      for (const userId of owners) {
        await story.own.noteEvent({ kind: 'customer', externalUserId: 'wm1', userId, change: 'added', at: 1 })
        await reminders().add(userId, 'wm1', { text: `of ${userId}`, dueAt: NOON + HOUR_MS })
        await reminders().add(userId, 'wm2', { text: 'another customer', dueAt: NOON + HOUR_MS })
      }
    }

    it('go to the member who was assigned the customer, and only once', async () => {
      await remind('lin')
      expect(await handOver([heir()])).toEqual([{ externalUserId: 'wm1', from: 'lin', to: 'wang', count: 1 }])
      expect(await listOf('lin')).toEqual([['another customer', 'open']])
      expect(await listOf('wang')).toEqual([['of lin', 'open']])
      expect(await handOver([heir()])).toEqual([])
      now += HOUR_MS
      expect((await due().claim()).map(({ ownerUserId }) => ownerUserId).sort()).toEqual(['lin', 'wang'])
    })

    it('are recorded in the transaction of the change, and stay when that fails', async () => {
      await remind('lin')
      isRecordAway = true
      await expect(handOver([heir()])).rejects.toEqual(new AppError('store_unavailable'))
      expect(await listOf('wang')).toEqual([])
      isRecordAway = false
      const handed = await handOver([heir()])
      await handOver([heir()])
      expect(recorded).toEqual([...handed, ...handed])
    })

    it('stay with members who follow the customer, or never did', async () => {
      await remind('lin')
      await reminders().add('zhao', 'wm1', { text: 'sees all customers', dueAt: NOON })
      expect(await handOver([follower('LIN'), heir()])).toEqual([])
      expect(await listOf('zhao')).toHaveLength(1)
    })

    it('stay where they are without a member who was assigned the customer since', async () => {
      await remind('lin')
      for (const followers of ['none', [], [follower('wang', 1, NOON + HOUR_MS)], [heir(NOON - HOUR_MS)]] as const) {
        expect(await handOver(followers === 'none' ? 'none' : [...followers])).toEqual([])
      }
      expect(await listOf('lin')).toHaveLength(2)
    })

    it('are sent to the new owner when the former one did not get them; what is done or was sent is not', async () => {
      await remind('lin', 'zhao')
      const [failed] = await reminders().list('lin', 'wm1')
      const done = await reminders().add('lin', 'wm1', { text: 'done', dueAt: NOON + HOUR_MS })
      await reminders().finish('lin', { externalUserId: 'wm1', id: done.id })
      now += HOUR_MS
      for (const claimed of await due().claim()) {
        await due().settle(claimed, { state: claimed.id === failed!.id ? 'failed' : 'sent' })
      }
      expect(await handOver([heir()])).toHaveLength(2)
      expect((await listOf('wang')).sort()).toEqual([['of lin', 'open'], ['of zhao', 'sent']])
      expect(await due().claim()).toMatchObject([{ id: failed!.id, ownerUserId: 'wang' }])
    })

    it('are sent to the new owner although a process sends them to the former one', async () => {
      await remind('lin')
      now += HOUR_MS
      const claimed = (await due().claim()).find(({ subjectId }) => subjectId === 'wm1')
      await handOver([heir()])
      await due().settle(claimed!, { state: 'failed' })
      expect(await due().claim()).toMatchObject([{ id: claimed!.id, ownerUserId: 'wang' }])
    })
  })
}
