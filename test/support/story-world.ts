import { createIdentities } from '../../server/identity/identities.ts'
import { subjectsOf, subjectsOfAll } from '../../server/identity/subjects.ts'
import type { Subject } from '../../server/identity/subjects.ts'
import type { SqlDatabase } from '../../server/storage/sql/sql-database.ts'
import { createCustomerData } from '../../server/story/customer-data.ts'
import { createFields } from '../../server/story/fields.ts'
import { createNotes } from '../../server/story/notes.ts'
import { createOwnEntries } from '../../server/story/own-entries.ts'
import { readOwnValues } from '../../server/story/own-values.ts'
import { createStages } from '../../server/story/stages.ts'
import { createTimeline } from '../../server/story/timeline.ts'
import { createEntryWriter } from '../../server/story/write-entries.ts'
import type { FollowUser } from '../../server/wecom/api/external-contact.ts'
import { CORP, customer, NOON } from './identity-world.ts'

/** Timelines and notes on a database, with a clock that moves by a second at each use. */
export function createStory(database: SqlDatabase, followers: Partial<FollowUser>[] = []) {
  let time = NOON
  let ids = 0
  const now = () => time += 1_000
  const identities = createIdentities(database, () => NOON)
  const subjects = (externalUserId: string) => subjectsOf(identities, customer(externalUserId))
  const failures: unknown[] = []
  const entries = createEntryWriter({ database, corpId: CORP, onFailure: error => failures.push(error) })
  /** External userids whose story has changed, in order. */
  const changes: string[] = []
  const changed = (about: readonly Subject[]) => void changes.push(...about.map(({ id }) => id))
  const newId = () => (++ids).toString(16).padStart(32, '0')
  const stages = createStages({ database, corpId: CORP, subjectsOf: subjects, now, newId, changed })
  const fields = createFields({ database, corpId: CORP, subjectsOf: subjects, now, newId, changed })
  return {
    stages,
    fields,
    customerData: createCustomerData({
      database, corpId: CORP, subjectsOfAll: asked => subjectsOfAll(identities, asked), now, newId, changed,
    }),
    valuesOf: (userId: string, ids: readonly string[]) =>
      readOwnValues({ database, corpId: CORP, subjectsOfAll: asked => subjectsOfAll(identities, asked) }, userId, ids),
    identities,
    subjectsOf: subjects,
    entries,
    failures,
    changes,
    now,
    notes: createNotes({ database, corpId: CORP, subjectsOf: subjects, now, newId, changed }),
    own: createOwnEntries({ corpId: CORP, entries, now, newId, changed }),
    timeline: createTimeline({
      database, corpId: CORP, writer: entries, subjectsOf: subjects,
      followersOf: async () => followers as FollowUser[], stageOf: stages.of, fieldsOf: fields.of,
      lookForGroups: () => {},
      keptDays: 1_000, now,
    }),
  }
}

/** Empties the tables of the story and of the graph. */
export async function wipeStory(database: SqlDatabase): Promise<void> {
  const tables = ['timelineEntry', 'customerNote', 'customerNoteVersion', 'stage', 'customerStage', 'field',
    'customerField', 'callbackEvent', 'identityLink', 'identityWithdrawal', 'identityChange'] as const
  await database.run(async (query) => {
    for (const table of tables) await query.deleteFrom(table).execute()
  })
}

/** @returns the number of rows in the tables of the story */
export async function countStory(database: SqlDatabase): Promise<number> {
  const tables = ['timelineEntry', 'customerNote', 'customerNoteVersion', 'customerStage', 'customerField'] as const
  const counts = await database.run(query => Promise.all(tables.map(table =>
    query.selectFrom(table).select(eb => eb.fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow())))
  return counts.reduce((sum, { count }) => sum + Number(count), 0)
}
