import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../server/errors/app-error.ts'
import { createLeases } from '../../../server/jobs/lease.ts'
import { nextMorning } from '../../../server/reminders/next-morning.ts'
import { createRemindOfQuiet } from '../../../server/reminders/quiet-customers.ts'
import { createReminders } from '../../../server/reminders/reminders.ts'
import { subjectsOfAll } from '../../../server/identity/subjects.ts'
import type { Subject } from '../../../server/identity/subjects.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import { createQuietPeople } from '../../../server/story/quiet-people.ts'
import type { FollowUser } from '../../../server/wecom/api/external-contact.ts'
import type { Stage } from '../../../shared/types/stage.ts'
import { eventually } from '../../support/eventually.ts'
import { CORP, NOON, customer, openId, seen } from '../../support/identity-world.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { createStory, wipeStory } from '../../support/story-world.ts'

const DAY = 24 * 60 * 60_000
const DAYS = 7
const SYSTEM = 'api-key:crm'
const PERSON = { kind: 'unionId', scope: 'main', id: 'u1' } satisfies Subject

/** @param place where an empty database is */
export function describeQuietCustomers(name: string, place: () => Promise<SqlDatabaseOptions>) {
  describe(`customers without contact on ${name}`, { timeout: 60_000 }, () => {
    let database: SqlDatabase
    let story: ReturnType<typeof createStory>
    let now = NOON
    let ids = 0
    let changes: string[] = []
    /** The customers that WeCom was asked about. */
    let asked: string[] = []
    let answer: () => Promise<unknown>
    let offer: Stage
    let won: Stage
    const newId = () => (++ids).toString(16).padStart(32, 'f')
    beforeAll(async () => void (database = openSqlDatabase(await place())))
    beforeEach(async () => {
      now = NOON + DAY
      changes = []
      asked = []
      answer = async () => {}
      await wipeStory(database)
      await database.run(query => query.deleteFrom('reminder').execute())
      // Its clock moves by a second at each use, from noon.
      story = createStory(database)
      const after = [{ name: 'offer', quietDays: DAYS }, { name: 'won' }]
      ;[offer, won] = await story.stages.define({ before: [], after }) as [Stage, Stage]
    })
    afterAll(() => database.close())

    const look = (followers: Record<string, string[]> = {}, lease = 'quiet') => createRemindOfQuiet({
      database, corpId: CORP, now: () => now, newId,
      people: createQuietPeople({
        database, corpId: CORP, subjectsOfAll: asked => subjectsOfAll(story.identities, asked), now: () => now,
      }),
      leases: createLeases(database, lease, createManualClock()),
      async followersOf(externalUserId) {
        asked.push(externalUserId)
        await answer()
        const userIds = followers[externalUserId] ?? ['lin']
        if (userIds.length === 0) throw new AppError('customer_not_found')
        return userIds.map((userId, createTime) => ({ userId, createTime } as FollowUser))
      },
      textOf: days => `quiet for ${days} days`,
      changed: externalUserId => changes.push(externalUserId),
    })()
    const stage = (externalUserId: string, { id }: Stage, userId = 'lin') =>
      story.stages.set(userId, externalUserId, { after: id })
    const reminders = () => createReminders({ database, corpId: CORP, now: () => now, newId, changed: () => {} })
    const listOf = (userId: string) => reminders().list(userId)

    it('are told to their member the next morning, once, and again after the next time without contact', async () => {
      await stage('wm1', offer)
      now = NOON + (DAYS - 1) * DAY
      expect(await look()).toBe(0)
      now += 2 * DAY
      const counts = await Promise.all([look(), look(), look()])
      expect(counts.sort()).toEqual([0, 0, 1])
      const [reminder, ...others] = await listOf('lin')
      expect([reminder, others]).toMatchObject([
        { externalUserId: 'wm1', text: 'quiet for 7 days', dueAt: new Date(nextMorning(now)).toISOString() }, [],
      ])
      expect(changes).toEqual(['wm1'])
      // Deleted, it does not come back.
      await reminders().remove('lin', { externalUserId: 'wm1', id: reminder!.id })
      now += 30 * DAY
      expect(await look()).toBe(0)
      // A contact begins a new time.
      await database.run(query => query.updateTable('customerStage').set({ toldAt: NOON }).execute())
      await story.notes.add('lin', 'wm1', { text: 'called', visibility: 'me' })
      expect(await look()).toBe(1)
    })

    it('are those in a stage with a limit, without a note, reply or event since', async () => {
      await stage('wm-won', won)
      for (const id of ['wm-note', 'wm-reply', 'wm-event', 'wm-edit', 'wm-quiet']) await stage(id, offer)
      const late = NOON + 5 * DAY
      const at = (subjectId: string, kind: string) => database.run(query => query.insertInto('timelineEntry').values({
        id: newId(), corpId: CORP, subjectKind: 'externalUserId', subjectScope: CORP, subjectId, at: late, kind,
        action: 'x', source: 'sidebar', who: 'lin', text: null, details: '{}', visibleTo: null,
      }).execute())
      await at('wm-note', 'note')
      await at('wm-reply', 'reply')
      await at('wm-event', 'event')
      await at('wm-edit', 'change')
      now = NOON + 8 * DAY
      expect(await look()).toBe(2)
      expect(changes).toEqual(['wm-edit', 'wm-quiet'])
      now = late + 8 * DAY
      expect(await look()).toBe(3)
      expect(changes).not.toContain('wm-won')
    })

    it('are told to who did something last, else to who set the stage, else to who follows them now', async () => {
      for (const id of ['wm-last', 'wm-set', 'wm-new', 'wm-nobody']) await stage(id, offer, 'lin')
      await story.notes.add('wang', 'wm-last', { text: 'called', visibility: 'followers' })
      await story.notes.add('wang', 'wm-set', { text: 'called', visibility: 'followers' })
      now = NOON + 8 * DAY
      const followers = {
        'wm-last': ['lin', 'wang'], 'wm-set': ['lin', 'chen'], 'wm-new': ['zhou', 'chen'], 'wm-nobody': [],
      }
      expect(await look(followers)).toBe(3)
      const told = await Promise.all(['lin', 'wang', 'chen', 'zhou'].map(async userId =>
        [userId, (await listOf(userId)).map(({ externalUserId }) => externalUserId)]))
      expect(told).toEqual([['lin', ['wm-set']], ['wang', ['wm-last']], ['chen', ['wm-new']], ['zhou', []]])
    })

    const importStage = ({ name }: Stage, ...people: readonly Subject[]) => story.customerData.write(
      people.map(about => ({ about, stage: name, fields: {} })), SYSTEM,
    )

    it('are told to who follows the customer, when a system has set the stage of the unionid', async () => {
      const others = [seen(openId('o1'), 'u1'), seen(customer('wm2'), 'u2')]
      await story.identities.record([seen(customer('wm1'), 'u1'), ...others])
      await importStage(offer, PERSON)
      now = NOON + 8 * DAY
      expect(await look({ wm1: ['wang'] })).toBe(1)
      expect([changes, await look()]).toEqual([['wm1'], 0])
      expect(await listOf('wang')).toMatchObject([{ externalUserId: 'wm1' }])
    })

    it('are people: their last stage and contact count, of whichever of their ids', async () => {
      await stage('wm1', offer)
      await importStage(won, PERSON)
      now = NOON + 8 * DAY
      // From the link on, the later stage is that of both ids.
      await story.identities.record([seen(customer('wm1'), 'u1'), seen(customer('wm2'), 'u1')])
      expect(await look()).toBe(0)
      await importStage(offer, PERSON)
      await stage('wm3', offer)
      await story.own.report([{ id: 'e1', about: PERSON, at: NOON + 5 * DAY, text: 'bought' }], SYSTEM)
      expect(await look()).toBe(1)
      expect(changes).toEqual(['wm3'])
    })

    it('are told once about a person with two customers, about the one of who did something last', async () => {
      await stage('wm1', offer)
      await stage('wm2', offer, 'wang')
      await story.notes.add('chen', 'wm2', { text: 'called', visibility: 'followers' })
      await story.identities.record([seen(customer('wm1'), 'u1'), seen(customer('wm2'), 'u1')])
      now = NOON + 8 * DAY
      expect(await look({ wm1: ['lin'], wm2: ['chen', 'wang'] })).toBe(1)
      expect(await listOf('chen')).toMatchObject([{ externalUserId: 'wm2' }])
      expect(await look()).toBe(0)
    })

    it('are found among more stages than are read at once, also without customers', async () => {
      const people = Array.from({ length: 250 }, (_, i) => ({ ...PERSON, id: `u${i}` }))
      await importStage(offer, ...people)
      await story.identities.record([seen(customer('wm-first'), 'u0'), seen(customer('wm-last'), 'u249')])
      await stage('wm-alone', offer)
      now = NOON + 8 * DAY
      expect(await look()).toBe(3)
      expect(changes.sort()).toEqual(['wm-alone', 'wm-first', 'wm-last'])
    })

    it('are not more for one morning than a member can work off; the others come on the next ones', async () => {
      for (let i = 0; i < 45; i++) await stage(`wm${i}`, offer)
      now = NOON + 8 * DAY
      expect(await look()).toBe(20)
      expect(await look()).toBe(0)
      now += DAY
      expect(await look()).toBe(20)
      now += DAY
      expect(await look()).toBe(5)
      expect(new Set(changes).size).toBe(45)
    })

    it('are looked for by one process at a time, and again after a failure', async () => {
      await stage('wm1', offer)
      now = NOON + 8 * DAY
      const { promise, reject } = Promise.withResolvers()
      answer = () => promise
      const failing = look()
      await eventually(() => expect(asked).toEqual(['wm1']))
      answer = async () => {}
      expect([await look(), asked]).toEqual([0, ['wm1']])
      reject(new Error('WeCom is away'))
      await expect(failing).rejects.toThrow('WeCom is away')
      expect(await look()).toBe(1)
    })

    it('are told once, also when a process goes on that has lost its turn', async () => {
      await stage('wm1', offer)
      now = NOON + 8 * DAY
      const { promise, resolve } = Promise.withResolvers()
      answer = () => promise
      const both = Promise.all([look({}, 'lost'), look({}, 'kept')])
      await eventually(() => expect(asked).toEqual(['wm1', 'wm1']))
      resolve(undefined)
      expect((await both).sort()).toEqual([0, 1])
    })

    it('without followers are asked about once a day, and when their stage is set again', async () => {
      await stage('wm1', offer)
      await stage('wm2', offer)
      now = NOON + 8 * DAY
      const nobody = { wm1: [], wm2: [] }
      expect([await look(nobody), await look(nobody), asked]).toEqual([0, 0, ['wm1', 'wm2']])
      asked = []
      await story.stages.set('lin', 'wm2', { before: offer.id, after: won.id })
      await story.stages.set('lin', 'wm2', { before: won.id, after: offer.id })
      expect([await look(), asked]).toEqual([1, ['wm2']])
      now += DAY
      expect([await look(), asked]).toEqual([1, ['wm2', 'wm1']])
    })

    it('are not asked about when their member has enough for that morning', async () => {
      for (let i = 0; i < 25; i++) await stage(`wm${i}`, offer)
      now = NOON + 8 * DAY
      expect([await look(), asked.length]).toEqual([20, 20])
      // Who follows them now has enough, too: that is known after one question.
      for (let i = 0; i < 20; i++) {
        await reminders().add('wang', 'wm1', { text: `${i}`, dueAt: nextMorning(now) })
      }
      await stage('wm-wang', offer, 'zhou')
      expect([await look({ 'wm-wang': ['wang'] }), await look(), asked.length]).toEqual([0, 0, 21])
    })
  })
}
