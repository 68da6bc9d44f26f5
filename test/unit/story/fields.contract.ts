import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import { eraseStory, readStory } from '../../../server/story/person-story.ts'
import { pruneStory } from '../../../server/story/retention.ts'
import type { Field, FieldListEdit, FieldValue } from '../../../shared/types/field.ts'
import { coded } from '../../support/coded.ts'
import { CORP, customer, NOON, seen } from '../../support/identity-world.ts'
import { countStory, createStory, wipeStory } from '../../support/story-world.ts'

const NEW: FieldListEdit['after'] = [
  { name: 'size', type: 'text' }, { name: 'budget', type: 'number' }, { name: 'birthday', type: 'date' },
  { name: 'source', type: 'choice', choices: ['fair', 'friend'] }, { name: 'visited', type: 'switch' },
]

/** @param place where an empty database is */
export function describeFields(name: string, place: () => Promise<SqlDatabaseOptions>) {
  describe(`fields on ${name}`, () => {
    let database: SqlDatabase
    let story: ReturnType<typeof createStory>
    let fields: [Field, Field, Field, Field, Field]
    beforeAll(async () => void (database = openSqlDatabase(await place())))
    beforeEach(async () => {
      await wipeStory(database)
      story = createStory(database)
      fields = await story.fields.define({ before: [], after: NEW }) as typeof fields
    })
    afterAll(() => database.close())

    const set = (field: Pick<Field, 'id'>, after?: FieldValue, before?: FieldValue, externalUserId = 'wm1') =>
      story.fields.set('lin', { externalUserId, fieldId: field.id }, { before, after })
    const valuesOf = async (externalUserId = 'wm1') =>
      (await story.fields.of(await story.subjectsOf(externalUserId))).values

    it('are renamed, moved, added and left out as the admin saw them, and keep ids, types and values', async () => {
      const [size, budget, birthday, source, visited] = fields
      await set(budget, 3)
      await set(size, 'L')
      const after = [source, { ...budget, name: 'money' }, birthday, visited, { name: 'pets', type: 'text' as const }]
      const now = await story.fields.define({ before: fields, after })
      expect(now).toEqual([...after.slice(0, 4), { name: 'pets', type: 'text', id: expect.any(String) as string }])
      expect(await story.fields.of(await story.subjectsOf('wm1'))).toEqual({ fields: now, values: { [budget.id]: 3 } })
      // Again, because the answer got lost.
      expect(await story.fields.define({ before: fields, after })).toEqual(now)
      await expect(story.fields.define({ before: fields, after: [] })).rejects.toEqual(coded('edit_conflict'))
      await expect(story.fields.define({ before: now, after: [{ ...budget, type: 'text' }] }))
        .rejects.toEqual(coded('invalid_request'))
      expect(await story.fields.define({ before: now, after: [] })).toEqual([])
      expect((await story.timeline.page('lin', 'wm1')).ownFields).toBeUndefined()
    })

    it('hold values of their type only', async () => {
      const [size, budget, birthday, source, visited] = fields
      const good: [Field, FieldValue][] = [
        [size, 'L'], [budget, -0.5], [birthday, '2024-02-29'], [source, 'fair'], [visited, false],
      ]
      for (const [field, value] of good) await set(field, value)
      expect(await valuesOf()).toEqual(Object.fromEntries(good.map(([{ id }, value]) => [id, value])))
      const bad: [Field, FieldValue][] = [
        [size, 1], [budget, '1'], [birthday, '2023-02-29'], [birthday, '2023-2-9'], [birthday, 'soon'],
        [visited, 'yes'],
      ]
      for (const [field, value] of bad) {
        await expect(set(field, value, undefined, 'wm2')).rejects.toEqual(coded('invalid_request'))
      }
      await expect(set(source, 'elsewhere', 'fair')).rejects.toEqual(coded('edit_conflict'))
    })

    it('of a customer change as seen, once; what is folded on the timeline has no values', async () => {
      const [size, budget] = fields
      await set(size, 'L')
      await set(size, 'L')
      await expect(set(size, 'M')).rejects.toEqual(coded('edit_conflict'))
      await expect(set({ id: 'f'.repeat(32) }, 'M')).rejects.toEqual(coded('edit_conflict'))
      await set(budget, 3)
      await set(size, undefined, 'L')
      const { entries, ownFields } = await story.timeline.page('wang', 'wm1')
      expect(entries).toHaveLength(1)
      expect(entries[0]).toMatchObject({ who: 'lin', action: 'fields', ownFields: ['budget', 'size'], count: 3 })
      expect(ownFields).toEqual({ fields, values: { [budget.id]: 3 } })
      expect((await story.timeline.page('wang', 'wm1', { kind: 'change' })).ownFields).toBeUndefined()
    })

    it('set at the same time from the same page: one of them holds, and the others hear of it', async () => {
      const outcomes = await Promise.allSettled(['S', 'M', 'L'].map(size => set(fields[0], size)))
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    })

    it('belong to the person: the one set last counts, and the next change is about all ids', async () => {
      const [size, budget] = fields
      await set(size, 'L')
      await set(size, 'M', undefined, 'wm2')
      await set(budget, 3)
      await story.identities.record([seen(customer('wm1'), 'u1'), seen(customer('wm2'), 'u1')])
      const joined = { [size.id]: 'M', [budget.id]: 3 }
      expect([await valuesOf('wm1'), await valuesOf('wm2')]).toEqual([joined, joined])
      await set(size, undefined, 'M')
      expect([await valuesOf('wm1'), await valuesOf('wm2')]).toEqual([{ [budget.id]: 3 }, { [budget.id]: 3 }])
    })

    it('end with what is kept, and with the person, and are in the export', async () => {
      await set(fields[0], 'L')
      await pruneStory(database, CORP, NOON)
      expect(await valuesOf()).toEqual({ [fields[0].id]: 'L' })
      const subjects = [customer('wm1')]
      expect((await database.run(query => readStory(query, subjects))).fields)
        .toEqual([expect.objectContaining({ subjectId: 'wm1', fieldId: fields[0].id, value: '"L"', setBy: 'lin' })])
      await database.exclusively('erase', transaction => eraseStory(transaction, subjects))
      expect(await countStory(database)).toBe(0)
      await set(fields[0], 'M')
      await pruneStory(database, CORP, story.now())
      expect(await countStory(database)).toBe(0)
      expect(await story.fields.list()).toEqual(fields)
    })
  })
}
