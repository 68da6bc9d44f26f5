import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../server/errors/app-error.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import { createJoinedGroups } from '../../../server/story/joined-groups.ts'
import type { FollowUser } from '../../../server/wecom/api/external-contact.ts'
import type { GroupChat } from '../../../server/wecom/api/group-chat.ts'
import { CORP, customer, NOON } from '../../support/identity-world.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { createStory, wipeStory } from '../../support/story-world.ts'

const HOUR = 60 * 60_000
const SECOND = 1_000
const JOINED = NOON / SECOND - 3_600
type Person = [id: string, joinTime: number, joinScene?: GroupChat['members'][number]['joinScene']]

/** @param place where an empty database is */
export function describeJoinedGroups(name: string, place: () => Promise<SqlDatabaseOptions>) {
  describe(`groups that customers have joined, on ${name}`, () => {
    let database: SqlDatabase
    let story: ReturnType<typeof createStory>
    let calls: string[]
    let failures: unknown[]
    /** By owner and group. */
    let groups: Record<string, Record<string, Person[]>>
    let followers: string[]
    beforeAll(async () => void (database = openSqlDatabase(await place())))
    beforeEach(async () => {
      await wipeStory(database)
      story = createStory(database)
      calls = []
      failures = []
      followers = ['lin', 'wang']
      groups = {
        lin: { g1: [['wm1', JOINED, 'qr_code'], ['wm2', JOINED]], g2: [['wm2', JOINED]] },
        wang: { g3: [['wm1', JOINED + 600, 'link'], ['wm1-other', JOINED]] },
      }
    })
    afterAll(() => database.close())

    function open() {
      const clock = createManualClock()
      clock.jump(NOON - clock.wall())
      const looks = createJoinedGroups({
        database, corpId: CORP, writer: story.entries, keptDays: 1_000, clock,
        followersOf: async () => followers.map((userId, createTime) => ({ userId, createTime } as FollowUser)),
        async groupsOf(owner) {
          calls.push(owner)
          if (!groups[owner]) throw new AppError('customer_not_found')
          return Object.keys(groups[owner])
        },
        async groupOf(chatId) {
          calls.push(chatId)
          const people = Object.values(groups).flatMap(owned => owned[chatId] ?? [])
          return {
            members: people.map(([id, joinTime, joinScene = 'invited']) =>
              ({ id, kind: 'external', joinTime, joinScene })),
          } as GroupChat
        },
        changed: subjects => story.changes.push(...subjects.map(({ id }) => id)),
        onFailure: error => failures.push(error),
      })
      const look = async (id: string) => {
        looks.look(customer(id))
        await looks.settle()
      }
      return { clock, look, looks }
    }
    /** Seconds after `JOINED`, and how. */
    const joins = async (id: string) => {
      const rows = await database.run(query => query.selectFrom('timelineEntry').select(['at', 'details'])
        .where(eb => eb.and({ subjectId: id, kind: 'group', action: 'joined_group' })).orderBy('at', 'desc').execute())
      return rows.map(({ at, details }) =>
        [at / SECOND - JOINED, (JSON.parse(details) as { groupWay?: string }).groupWay])
    }

    it('are on the timeline, with how; of nobody else', async () => {
      const { look } = open()
      await look('wm1')
      expect(await joins('wm1')).toEqual([[600, 'invited'], [0, 'qr_code']])
      expect(await joins('wm2')).toEqual([])
      expect(story.changes).toEqual(['wm1'])
      expect(failures).toEqual([])
    })

    it('are told once, whether by a callback, another process or a look', async () => {
      await story.own.noteEvent({
        kind: 'person_in_group', externalUserId: 'wm1', change: 'joined_group', chatId: 'g1', at: JOINED + 2,
        way: 'qr_code',
      })
      await Promise.all([open().look('wm1'), open().look('wm1')])
      expect(await joins('wm1')).toEqual([[600, 'invited'], [2, 'qr_code']])
    })

    it('cost no call twice within an hour, and a customer is looked for once a day', async () => {
      const { clock, look } = open()
      await look('wm1')
      await look('wm1')
      await look('wm2')
      expect(calls.sort()).toEqual(['g1', 'g2', 'g3', 'lin', 'wang'])
      groups.lin!.g4 = [['wm1', JOINED + 900]]
      clock.advance(2 * HOUR)
      await look('wm1')
      expect(await joins('wm1')).toHaveLength(2)
      clock.advance(23 * HOUR)
      await look('wm1')
      expect(await joins('wm1')).toHaveLength(3)
    })

    it('are asked for again after an hour, however often they are needed meanwhile', async () => {
      const { clock, look } = open()
      for (const id of ['wm1', 'wm2', 'wm3']) {
        await look(id)
        clock.advance(HOUR / 2 + 1)
      }
      expect(calls.filter(call => call === 'lin')).toHaveLength(2)
      expect(calls.filter(call => call === 'g1')).toHaveLength(2)
    })

    it('that WeCom does not tell hide no others', async () => {
      followers = ['hidden', 'lin']
      const { look } = open()
      await look('wm1')
      expect(await joins('wm1')).toHaveLength(1)
      expect(failures).toHaveLength(1)
    })
  })
}
