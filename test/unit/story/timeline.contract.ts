import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import { timelineCursor } from '../../../server/story/cursor.ts'
import { pruneStory } from '../../../server/story/retention.ts'
import type { CustomerChange } from '../../../server/wecom/callback/event.ts'
import type { TimelineKind } from '../../../shared/timeline-kinds.ts'
import type { TimelineEntry } from '../../../shared/types/timeline.ts'
import { CORP, NOON } from '../../support/identity-world.ts'
import { countStory, createStory, wipeStory } from '../../support/story-world.ts'

const about = (id: string) => ({ kind: 'externalUserId' as const, id })
const reports = (count: number, id = 'wm1') => Array.from({ length: count }, (_, i) =>
  ({ id: `${id} ${i}`, at: NOON - (i % 7) * 1_000, text: `order ${i}`, about: about(id) }))
const told = (entries: readonly TimelineEntry[]) => entries.map(({ action, who, count }) => [action, who, count])

/** @param place where an empty database is */
export function describeTimeline(name: string, place: () => Promise<SqlDatabaseOptions>) {
  describe(`timelines on ${name}`, () => {
    let database: SqlDatabase
    beforeAll(async () => void (database = openSqlDatabase(await place())))
    beforeEach(() => wipeStory(database))
    afterAll(() => database.close())

    async function all(story: ReturnType<typeof createStory>, externalUserId = 'wm1', kind?: TimelineKind) {
      const entries: TimelineEntry[] = []
      for (let cursor: string | undefined, first = true; first || cursor; first = false) {
        const place = cursor === undefined ? undefined : v.parse(timelineCursor, cursor)
        const page = await story.timeline.page('lin', externalUserId, { kind, cursor: place })
        expect(page.entries.length).toBeLessThanOrEqual(20)
        entries.push(...page.entries)
        cursor = page.nextCursor
      }
      return entries
    }

    it('begins with what WeCom knows: who added the customer, when and how', async () => {
      const since = NOON / 1_000
      const story = createStory(database, [
        { userId: 'lin', createTime: since, addWay: 1, operUserId: 'wm1' },
        { userId: 'wang', createTime: since + 60, addWay: 202, operUserId: 'chen' },
        { userId: 'old', createTime: 1_000, addWay: 1, operUserId: 'old' },
      ])
      const [page] = [await story.timeline.page('lin', 'wm1'), await story.timeline.page('lin', 'wm1')]
      expect(page).toEqual({ notes: [], nextCursor: undefined, entries: [
        expect.objectContaining({ action: 'added', who: 'wang', addedBy: 'colleague', addWay: 202, source: 'wecom' }),
        expect.objectContaining({ action: 'added', who: 'lin', addedBy: 'customer', at: '2026-11-20T12:00:00.000Z' }),
      ] })
      expect(await countStory(database)).toBe(2)
    })

    it('has every row on exactly one page, the newest first, also when many have the same time', async () => {
      const story = createStory(database)
      expect(await story.own.report(reports(75), 'api-key:crm')).toBe(75)
      const entries = await all(story)
      expect(new Set(entries.map(({ id }) => id)).size).toBe(75)
      expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort().reverse())
      expect(entries[0]).toMatchObject({ kind: 'event', source: 'api-key:crm', text: expect.stringMatching(/^order/) })
    })

    it('takes an event of a system once, by source and id', async () => {
      const story = createStory(database)
      const events = [...reports(3), ...reports(3)]
      expect(await story.own.report(events, 'api-key:crm')).toBe(3)
      const again = await Promise.all(Array.from({ length: 4 }, () => story.own.report(reports(4), 'api-key:crm')))
      expect(again.reduce((sum, count) => sum + count)).toBe(1)
      expect(await story.own.report(reports(1), 'api-key:shop')).toBe(1)
    })

    it('keeps customers and corps apart, and filters by kind', async () => {
      const story = createStory(database, [
        { userId: 'lin', createTime: NOON / 1_000 - 3_600, addWay: 1, operUserId: 'lin' },
      ])
      await story.own.report([...reports(2), ...reports(1, 'wm2')], 'api-key:crm')
      expect((await all(story, 'wm1')).map(({ kind }) => kind)).toEqual(['event', 'event', 'relation'])
      expect(await all(story, 'wm1', 'event')).toHaveLength(2)
      expect(await all(story, 'wm1', 'change')).toEqual([])
      expect(await all(story, 'wm2', 'event')).toHaveLength(1)
    })

    it('tells changes of one member in a row as one, and those of others apart', async () => {
      const story = createStory(database)
      for (const fields of [['remark'], ['mobiles', 'remark']] as const) story.own.noteNotes('lin', 'wm1', [...fields])
      await story.entries.settle()
      story.own.noteTags('lin', 'wm1')
      story.own.noteTags('wang', 'wm1')
      await story.entries.settle()
      const entries = await all(story)
      expect(told(entries)).toEqual([['tags', 'wang', 1], ['tags', 'lin', 1], ['notes', 'lin', 2]])
      expect(entries[2]).toMatchObject({ fields: ['mobiles', 'remark'], since: expect.any(String) as string })
      expect(story.failures).toEqual([])
    })

    it('tells which replies of the company were sent; titles of own replies are the member\'s', async () => {
      const story = createStory(database)
      const reply = (scope: 'own' | 'corp') => ({ id: scope, scope, text: 'secret', title: `title of ${scope}` })
      await story.own.noteReply('lin', 'wm1', reply('own'))
      await story.own.noteReply('wang', 'wm1', reply('corp'))
      await story.own.noteReply('wang', 'wm1')
      const entries = await all(story)
      expect(told(entries)).toEqual([['sent', 'wang', 2], ['sent', 'lin', 1]])
      expect(entries.map(one => one.reply)).toEqual(['title of corp', undefined])
      expect(JSON.stringify(entries)).not.toMatch(/secret|title of own/)
      expect(story.changes).toEqual(['wm1', 'wm1', 'wm1'])
    })

    it('tells open pages of changes of notes, stage and fields, also of those that a system makes', async () => {
      const story = createStory(database)
      const [stage] = await story.stages.define({ before: [], after: [{ name: 'new' }] })
      const [field] = await story.fields.define({ before: [], after: [{ name: 'budget', type: 'number' }] })
      await story.stages.set('lin', 'wm1', { after: stage!.id })
      await story.fields.set('lin', { externalUserId: 'wm2', fieldId: field!.id }, { after: 1 })
      const { id } = await story.notes.add('lin', 'wm3', { text: 'a', visibility: 'followers' })
      expect(story.changes).toEqual(['wm1', 'wm2', 'wm3'])
      await story.notes.versions('lin', { externalUserId: 'wm3', id })
      await story.customerData.write([
        { about: about('wm4'), stage: 'new', fields: {} }, { about: about('wm5'), fields: {} },
      ], 'api-key:crm')
      expect(story.changes.slice(3)).toEqual(['wm4'])
    })

    it('tells a member that the customer has deleted them, until they are added again', async () => {
      const story = createStory(database)
      const about = (change: CustomerChange, second: number) =>
        story.own.noteEvent({
          kind: 'customer', externalUserId: 'wm1', userId: 'lin', change, at: NOON / 1_000 + second,
        })
      const deletedAt = async (userId = 'lin', externalUserId = 'wm1') =>
        (await story.timeline.page(userId, externalUserId)).deletedAt
      await about('added', 0)
      expect(await deletedAt()).toBeUndefined()
      await about('deleted_by_customer', 60)
      await about('edited', 70)
      await about('transfer_failed', 80)
      expect(await deletedAt()).toBe(new Date(NOON + 60_000).toISOString())
      expect([await deletedAt('wang'), await deletedAt('lin', 'wm2')]).toEqual([undefined, undefined])
      expect((await story.timeline.page('lin', 'wm1', { kind: 'relation' })).deletedAt).toBeUndefined()
      await about('added', 120)
      expect(await deletedAt()).toBeUndefined()
    })

    it('deletes what is older than it is kept, and spares a note that was changed since', async () => {
      const story = createStory(database)
      await story.own.report(reports(5), 'api-key:crm')
      const old = await story.notes.add('lin', 'wm1', { text: 'old', visibility: 'followers' })
      const kept = await story.notes.add('lin', 'wm1', { text: 'kept', visibility: 'followers' })
      const before = story.now()
      await story.notes.change('lin', { externalUserId: 'wm1', id: kept.id }, { before: 'kept', after: 'changed' })
      expect(await pruneStory(database, 'another corp', before)).toBe(0)
      expect(await pruneStory(database, CORP, before)).toBe(6)
      expect((await all(story)).map(({ note }) => note?.text)).toEqual(['changed'])
      expect(old.text).toBe('old')
    })
  })
}
