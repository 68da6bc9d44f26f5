import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { NewCustomerData } from '../../../server/story/customer-data.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import type { FieldValue } from '../../../shared/types/field.ts'
import { CORP, customer, seen } from '../../support/identity-world.ts'
import { createStory, wipeStory } from '../../support/story-world.ts'

const BY = 'api-key:crm'
const about = (id: string) => ({ kind: 'externalUserId', id } as const)
const person = { kind: 'unionId', scope: 'main', id: 'u1' } as const

/** @param place where an empty database is */
export function describeCustomerData(name: string, place: () => Promise<SqlDatabaseOptions>) {
  describe(`stages and fields of many customers on ${name}`, () => {
    let database: SqlDatabase
    let story: ReturnType<typeof createStory>
    beforeAll(async () => void (database = openSqlDatabase(await place())))
    beforeEach(async () => {
      await wipeStory(database)
      story = createStory(database)
      await story.stages.define({ before: [], after: [{ name: 'new' }, { name: 'won' }] })
      const after = [{ name: 'size', type: 'text' as const }, { name: 'age', type: 'number' as const }]
      await story.fields.define({ before: [], after })
    })
    afterAll(() => database.close())

    const write = (...items: { id: string, stage?: string, fields?: Record<string, FieldValue> }[]) =>
      story.customerData.write(items.map(({ id, stage, fields = {} }) => ({ about: about(id), stage, fields })), BY)

    it('are written by name, once, each with an entry of the timeline; what is unknown is told', async () => {
      const items: Parameters<typeof write>[number][] = [
        { id: 'wm1', stage: 'won', fields: { size: 'L', age: 3 } }, { id: 'wm2', stage: 'lost', fields: { shoe: 1 } },
        { id: 'wm3', fields: { age: 'old', size: 'M' } },
      ]
      const refused = [{ position: 1 }, { position: 1, field: 'shoe' }, { position: 2, field: 'age' }]
      expect(await write(...items)).toEqual({ changed: 4, refused })
      expect(await write(...items)).toEqual({ changed: 0, refused })
      expect(await story.customerData.read(['wm1', 'wm2', 'wm3'].map(about))).toEqual([
        { stage: 'won', fields: { size: 'L', age: 3 } }, { fields: {} }, { fields: { size: 'M' } },
      ])
      const { entries } = await story.timeline.page('lin', 'wm1')
      expect(entries.map(({ action, source, stage, ownFields }) => ({ action, source, stage, ownFields })))
        .toEqual(expect.arrayContaining([
          { action: 'stage', source: BY, stage: 'won', ownFields: undefined },
          { action: 'fields', source: BY, stage: undefined, ownFields: ['age', 'size'] },
        ]))
      expect(entries).toHaveLength(2)
    })

    it('are those of the person, by each id; what was set last counts', async () => {
      await story.identities.record([seen(customer('wm1'), 'u1'), seen(customer('wm2'), 'u1')])
      await story.customerData.write([{ about: person, stage: 'new', fields: { size: 'S' } }], BY)
      expect(await story.customerData.read([about('wm1'), about('wm2'), person]))
        .toEqual(Array(3).fill({ stage: 'new', fields: { size: 'S' } }))
      const { stages, current } = await story.stages.of(await story.subjectsOf('wm1'))
      await story.stages.set('lin', 'wm1', { before: current, after: stages[1]!.id })
      await write({ id: 'wm2', fields: { size: 'XL' } })
      expect(await story.customerData.read([person])).toEqual([{ stage: 'won', fields: { size: 'XL' } }])
      const rows = await database.run(query => query.selectFrom('customerField').selectAll().execute())
      expect(rows).toEqual([expect.objectContaining({ corpId: CORP, subjectId: 'wm2', setBy: BY })])
    })

    it('are set once for a person who is named by several ids; the last item counts', async () => {
      await story.identities.record([seen(customer('wm1'), 'u1'), seen(customer('wm2'), 'u1')])
      const items: NewCustomerData[] = [
        { about: about('wm1'), stage: 'new', fields: { size: 'S', age: 3 } },
        { about: person, stage: 'won', fields: { size: 'M' } },
        { about: about('wm2'), stage: 'won', fields: { shoe: 1 } },
      ]
      const refused = [{ position: 2, field: 'shoe' }]
      expect(await story.customerData.write(items, BY)).toEqual({ changed: 5, refused })
      expect(await story.customerData.read([about('wm1'), about('wm2'), person]))
        .toEqual(Array(3).fill({ stage: 'won', fields: { size: 'M', age: 3 } }))
      const rows = await database.run(query => query.selectFrom('customerStage').selectAll().execute())
      expect(rows).toEqual([expect.objectContaining({ subjectId: 'wm1' })])
    })

    it('are read for the filter of a member, by ids, for these customers alone', async () => {
      await write({ id: 'wm1', stage: 'won', fields: { age: 3 } }, { id: 'wm2', fields: { size: 'L' } })
      await story.identities.record([seen(customer('wm2'), 'u1'), seen(customer('wm3'), 'u1')])
      const { stages, fields, customers } = await story.valuesOf('lin', ['wm1', 'wm3', 'wm4'])
      expect([stages.map(one => one.name), fields.map(one => one.name)]).toEqual([['new', 'won'], ['size', 'age']])
      expect(customers).toEqual({
        wm1: { stageId: stages[1]!.id, values: { [fields[1]!.id]: 3 } },
        wm3: { values: { [fields[0]!.id]: 'L' } },
      })
      await story.stages.define({ before: stages, after: [] })
      await story.fields.define({ before: fields, after: [] })
      expect(await story.valuesOf('lin', ['wm1'])).toEqual({ stages: [], fields: [], customers: {} })
    })

    it('come with the last contact of the member, whose own work alone counts', async () => {
      const note = (userId: string, id: string) => story.notes.add(userId, id, { text: 'x', visibility: 'followers' })
      await note('lin', 'wm1')
      await story.own.noteReply('lin', 'wm1')
      await note('lin', 'wm2')
      await note('wang', 'wm3')
      await story.customerData.write([{ about: about('wm2'), stage: 'new', fields: {} }], BY)
      const { entries } = await story.timeline.page('lin', 'wm1')
      const { stages, fields, customers } = await story.valuesOf('lin', ['wm1', 'wm2', 'wm3', 'wm4'])
      expect(customers).toEqual({
        wm1: { values: {}, contactedAt: entries.find(({ kind }) => kind === 'reply')!.at },
        wm2: { stageId: stages[0]!.id, values: {}, contactedAt: expect.any(String) as string },
      })
      expect(Object.keys((await story.valuesOf('wang', ['wm1', 'wm3'])).customers)).toEqual(['wm3'])
      await story.stages.define({ before: stages, after: [] })
      await story.fields.define({ before: fields, after: [] })
      const ids = [...Array.from({ length: 400 }, (_, i) => `other${i}`), 'wm2']
      expect(Object.keys((await story.valuesOf('lin', ids)).customers), 'without stages and fields').toEqual(['wm2'])
    })

    it('are read and written for a thousand customers at once', async () => {
      const ids = Array.from({ length: 1_000 }, (_, i) => `wm${i}`)
      const items = ids.map((id, age) => ({ id, stage: 'new', fields: { age, size: 'M' } }))
      expect(await write(...items)).toEqual({ changed: 3_000, refused: [] })
      expect(await story.customerData.read(ids.map(about)))
        .toEqual(ids.map((_, age) => ({ stage: 'new', fields: { age, size: 'M' } })))
      expect(await write(...items)).toEqual({ changed: 0, refused: [] })
    })
  })
}
