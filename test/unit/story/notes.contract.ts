import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import { NOTE_LIMITS } from '../../../shared/limits.ts'
import type { NoteVisibility } from '../../../shared/types/note.ts'
import { coded } from '../../support/coded.ts'
import { CORP, NOON } from '../../support/identity-world.ts'
import { countStory, createStory, wipeStory } from '../../support/story-world.ts'

const shared = (text: string) => ({ text, visibility: 'followers' as const })
const privately = (text: string) => ({ text, visibility: 'me' as const })

/** @param place where an empty database is */
export function describeNotes(name: string, place: () => Promise<SqlDatabaseOptions>) {
  describe(`notes on ${name}`, () => {
    let database: SqlDatabase
    let story: ReturnType<typeof createStory>
    beforeAll(async () => void (database = openSqlDatabase(await place())))
    beforeEach(async () => {
      await wipeStory(database)
      story = createStory(database)
    })
    afterAll(() => database.close())

    const add = async (userId: string, note: { text: string, visibility: NoteVisibility }, customer = 'wm1') =>
      ({ externalUserId: customer, id: (await story.notes.add(userId, customer, note)).id })
    const onTop = async (userId: string) =>
      (await story.timeline.page(userId, 'wm1')).notes!.map(({ text, pinned }) => pinned ? `^${text}` : text)

    it('are on the timeline and with its first page, the newest first, three at most', async () => {
      for (const text of ['a', 'b', 'c', 'd']) await add('lin', shared(text))
      const page = await story.timeline.page('wang', 'wm1')
      expect(page.notes!.map(({ text }) => text)).toEqual(['d', 'c', 'b'])
      expect(page.entries.map(({ kind, who, note }) => [kind, who, note?.text]))
        .toEqual(['d', 'c', 'b', 'a'].map(text => ['note', 'lin', text]))
      expect((await story.timeline.page('wang', 'wm1', { kind: 'note' })).notes).toBeUndefined()
    })

    it('of the member alone are not seen by others', async () => {
      const secret = await add('lin', privately('only mine'))
      expect(await onTop('lin')).toEqual(['only mine'])
      expect(await story.timeline.page('wang', 'wm1')).toMatchObject({ notes: [], entries: [] })
      for (const attempt of [
        () => story.notes.versions('wang', secret),
        () => story.notes.pin('wang', secret, true),
        () => story.notes.remove('wang', secret),
        () => story.notes.change('wang', secret, { before: 'only mine', after: 'x' }),
      ]) await expect(attempt()).rejects.toEqual(coded('note_not_found'))
    })

    it('are taken once when the answer got lost', async () => {
      const same = await Promise.all(Array.from({ length: 5 }, () => add('lin', shared('same'))))
      expect(new Set(same.map(({ id }) => id)).size).toBe(1)
      await add('lin', shared('other'))
      expect((await add('lin', shared('same'))).id).not.toBe(same[0]!.id)
      expect((await add('wang', shared('same'))).id).not.toBe(same[0]!.id)
    })

    it('are written again when the same is noted later', async () => {
      const first = await add('lin', shared('called'))
      // The clock moves by a second at each use.
      for (let second = 0; second < 60; second++) story.now()
      const second = await add('lin', shared('called'))
      expect(second.id).not.toBe(first.id)
      await story.notes.remove('lin', second)
      expect(await onTop('lin')).toEqual(['called'])
    })

    it('are changed by their author as seen, and keep what they said', async () => {
      const note = await add('lin', shared('one'))
      expect(await story.notes.change('lin', note, { before: 'one', after: 'two' }))
        .toMatchObject({ text: 'two', changedAt: expect.any(String) as string })
      await story.notes.change('lin', note, { before: 'one', after: 'two' }) // the answer got lost
      await story.notes.change('lin', note, { before: 'two', after: 'three' })
      await expect(story.notes.change('lin', note, { before: 'two', after: 'x' }))
        .rejects.toEqual(coded('edit_conflict'))
      await expect(story.notes.change('wang', note, { before: 'three', after: 'x' }))
        .rejects.toEqual(coded('note_not_found'))
      expect((await story.notes.versions('wang', note)).versions.map(({ text }) => text)).toEqual(['two', 'one'])
    })

    it('are deleted with their history', async () => {
      const note = await add('lin', shared('one'))
      await story.notes.change('lin', note, { before: 'one', after: 'two' })
      await expect(story.notes.remove('wang', note)).rejects.toEqual(coded('note_not_found'))
      await story.notes.remove('lin', note)
      expect(await countStory(database)).toBe(0)
    })

    it('have one on top for all followers, and one for the member alone', async () => {
      const [a, b] = [await add('lin', shared('a')), await add('lin', shared('b'))]
      const mine = await add('lin', privately('mine'))
      for (const text of ['c', 'd', 'e']) await add('lin', shared(text))
      await story.notes.pin('wang', a, true)
      await story.notes.pin('wang', b, true)
      await story.notes.pin('lin', mine, true)
      expect(await onTop('wang')).toEqual(['^b', 'e', 'd'])
      expect(await onTop('lin')).toEqual(['^mine', '^b', 'e'])
      await story.notes.pin('lin', b, false)
      expect(await onTop('wang')).toEqual(['e', 'd', 'c'])
    })

    it('are limited for a member and a customer', async () => {
      const about = { corpId: CORP, subjectKind: 'externalUserId' as const, subjectScope: CORP, subjectId: 'wm1' }
      const rows = Array.from({ length: NOTE_LIMITS.own - 1 }, (_, i) => ({
        ...about, id: `f${i}`, authorUserId: 'lin', visibility: 'followers' as const, text: `${i}`, createdAt: NOON,
        changedAt: NOON, pinnedAt: null,
      }))
      await database.run(query => query.insertInto('customerNote').values(rows).execute())
      const outcomes = await Promise.allSettled(['x', 'y', 'z'].map(text => add('lin', shared(text))))
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      await expect(add('lin', shared('w'))).rejects.toEqual(coded('notes_full'))
      await add('wang', shared('others have room'))
      await add('lin', shared('so has another customer'), 'wm2')
    })

    it('are never reached through another customer', async () => {
      const attempt = fc.record({
        who: fc.constantFrom('lin', 'wang'), owner: fc.constantFrom('lin', 'wang'),
        visibility: fc.constantFrom<NoteVisibility>('followers', 'me'),
        real: fc.constantFrom('wm1', 'wm2'), named: fc.constantFrom('wm1', 'wm2'),
        what: fc.constantFrom('change', 'remove', 'pin', 'versions'),
      })
      await fc.assert(fc.asyncProperty(attempt, async ({ who, owner, visibility, real, named, what }) => {
        await wipeStory(database)
        const { id } = await add(owner, { text: 'text', visibility }, real)
        const place = { externalUserId: named, id }
        const attempts = {
          change: () => story.notes.change(who, place, { before: 'text', after: 'new' }),
          remove: () => story.notes.remove(who, place),
          pin: () => story.notes.pin(who, place, true),
          versions: () => story.notes.versions(who, place),
        }
        const sees = real === named && (visibility === 'followers' || who === owner)
        const may = sees && (who === owner || what === 'pin' || what === 'versions')
        const outcome = attempts[what]().then(() => 'done', (error: { code: string }) => error.code)
        expect(await outcome).toBe(may ? 'done' : 'note_not_found')
      }), { numRuns: 60 })
    })
  })
}
