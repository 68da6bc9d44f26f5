import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import { pruneStory } from '../../../server/story/retention.ts'
import type { Stage } from '../../../shared/types/stage.ts'
import { coded } from '../../support/coded.ts'
import { CORP, customer, NOON, seen } from '../../support/identity-world.ts'
import { countStory, createStory, wipeStory } from '../../support/story-world.ts'

/** @param place where an empty database is */
export function describeStages(name: string, place: () => Promise<SqlDatabaseOptions>) {
  describe(`stages on ${name}`, () => {
    let database: SqlDatabase
    let story: ReturnType<typeof createStory>
    let stages: [Stage, Stage, Stage]
    beforeAll(async () => void (database = openSqlDatabase(await place())))
    beforeEach(async () => {
      await wipeStory(database)
      story = createStory(database)
      const names = ['new', 'offer', 'won'].map(name => ({ name }))
      stages = await story.stages.define({ before: [], after: names }) as typeof stages
    })
    afterAll(() => database.close())

    const set = (after: Stage | undefined, before?: Stage, externalUserId = 'wm1') =>
      story.stages.set('lin', externalUserId, { before: before?.id, after: after?.id })
    const current = async (externalUserId = 'wm1') => {
      const { current: id, stages } = await story.stages.of(await story.subjectsOf(externalUserId))
      return stages.find(stage => stage.id === id)?.name
    }

    it('are renamed, moved, added and left out as the admin saw them, and keep their ids', async () => {
      const [first, offer, won] = stages
      await set(offer)
      await set(won, undefined, 'wm2')
      const after = [won, { ...first, name: 'fresh' }, { name: 'lost' }]
      const now = await story.stages.define({ before: stages, after })
      expect(now).toEqual([won, { ...first, name: 'fresh' }, { name: 'lost', id: expect.any(String) as string }])
      expect(await story.stages.list()).toEqual(now)
      expect([await current(), await current('wm2')]).toEqual([undefined, 'won'])
      // Again, because the answer got lost.
      expect(await story.stages.define({ before: stages, after })).toEqual(now)
      await expect(story.stages.define({ before: stages, after: [] })).rejects.toEqual(coded('edit_conflict'))
      await expect(story.stages.define({ before: now, after: [{ id: 'unknown', name: 'x' }] }))
        .rejects.toEqual(coded('edit_conflict'))
      expect(await story.stages.define({ before: now, after: [] })).toEqual([])
      expect(await current('wm2')).toBeUndefined()
    })

    it('of a customer change as seen, once, and each change is on the timeline', async () => {
      const [first, offer] = stages
      await set(first)
      await set(first)
      await set(offer, first)
      await expect(set(first, first)).rejects.toEqual(coded('edit_conflict'))
      await expect(set({ id: 'unknown', name: 'x' }, offer)).rejects.toEqual(coded('edit_conflict'))
      await set(undefined, offer)
      const { entries, stage } = await story.timeline.page('wang', 'wm1')
      expect(entries.map(({ who, stage, stageBefore }) => [who, stageBefore, stage])).toEqual([
        ['lin', 'offer', undefined], ['lin', 'new', 'offer'], ['lin', undefined, 'new'],
      ])
      expect(stage).toEqual({ stages, current: undefined })
      expect((await story.timeline.page('wang', 'wm1', { kind: 'stage' })).stage).toBeUndefined()
    })

    it('set at the same time from the same page: one of them holds, and the others hear of it', async () => {
      const outcomes = await Promise.allSettled(stages.map(stage => set(stage)))
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect((await story.timeline.page('lin', 'wm1')).entries).toHaveLength(1)
    })

    it('belong to the person: the one set last counts, and the next change is about all ids', async () => {
      const [first, offer, won] = stages
      await set(first)
      await set(offer, undefined, 'wm2')
      await story.identities.record([seen(customer('wm1'), 'u1'), seen(customer('wm2'), 'u1')])
      expect([await current('wm1'), await current('wm2')]).toEqual(['offer', 'offer'])
      await set(won, offer)
      expect([await current('wm1'), await current('wm2')]).toEqual(['won', 'won'])
    })

    it('end with what is kept, and with the person', async () => {
      await set(stages[0])
      await pruneStory(database, CORP, NOON)
      expect(await current()).toBe('new')
      await pruneStory(database, CORP, story.now())
      expect(await current()).toBeUndefined()
      expect(await countStory(database)).toBe(0)
      expect(await story.stages.list()).toEqual(stages)
    })

    it('are nothing that a company without stages sees', async () => {
      await story.stages.define({ before: stages, after: [] })
      expect((await story.timeline.page('lin', 'wm1')).stage).toBeUndefined()
    })
  })
}
