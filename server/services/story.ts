import { randomUUID } from 'node:crypto'
import type { Changes } from '../customer/changes.ts'
import type { CustomerSource } from '../customer/customer-source.ts'
import { pruneReminders } from '../reminders/due-reminders.ts'
import { pruneEvents } from '../story/event-queue.ts'
import { subjectsOfAll } from '../identity/subjects.ts'
import type { Subject } from '../identity/subjects.ts'
import { createCustomerData } from '../story/customer-data.ts'
import { createFields } from '../story/fields.ts'
import { createNotes } from '../story/notes.ts'
import { createOwnEntries } from '../story/own-entries.ts'
import type { OwnEntries } from '../story/own-entries.ts'
import { readOwnValues } from '../story/own-values.ts'
import { createRetention, daysBefore, pruneStory } from '../story/retention.ts'
import { createStages } from '../story/stages.ts'
import { createTimeline } from '../story/timeline.ts'
import type { AppConfig } from './config.ts'
import type { createIdentityServices } from './identity-services.ts'
import { useLog } from './log.ts'

export interface StoryServicesOptions {
  config: Pick<AppConfig, 'corpId' | 'storyDays'>
  identity: Pick<ReturnType<typeof createIdentityServices>, 'database' | 'entries' | 'identities' | 'customerGraph'>
  source: Pick<CustomerSource, 'recent'>
  changes: Pick<Changes, 'announce'>
  /** Milliseconds since 1970. */
  now: () => number
}

/** Timelines, notes, stages and fields. */
export function createStoryServices({ config, identity, source, changes, now }: StoryServicesOptions) {
  const { corpId, storyDays } = config
  const { database, entries, customerGraph } = identity
  const subjectsOf = customerGraph.subjects
  const newId = () => randomUUID().replaceAll('-', '')
  const changed = (subjects: readonly Subject[]) => changes.announce(...subjects.flatMap(({ kind, scope, id }) =>
    kind === 'externalUserId' && scope === corpId ? [{ kind: 'story' as const, externalUserId: id }] : []))
  const peopleOf = (asked: readonly Subject[]) => subjectsOfAll(identity.identities, asked)
  const stages = createStages({ database, corpId, subjectsOf, now, newId, changed })
  const fields = createFields({ database, corpId, subjectsOf, now, newId, changed })
  const own = createOwnEntries({ corpId, entries, now, newId: randomUUID, changed })
  return {
    stages,
    fields,
    customerData: createCustomerData({ database, corpId, subjectsOfAll: peopleOf, now, newId, changed }),
    valuesOf: (userId: string, externalUserIds: readonly string[]) =>
      readOwnValues({ database, corpId, subjectsOfAll: peopleOf }, userId, externalUserIds),
    timeline: createTimeline({
      database,
      corpId,
      writer: entries,
      subjectsOf,
      followersOf: async externalUserId => (await source.recent(externalUserId)).followUsers,
      stageOf: stages.of,
      fieldsOf: fields.of,
      keptDays: storyDays,
      now,
    }),
    notes: createNotes({ database, corpId, subjectsOf, now, newId, changed }),
    ...own,
    report: (async (events, ...rest) => {
      const written = await own.report(events, ...rest)
      const asked = events.map(({ about }) => ({ ...about, scope: about.scope ?? corpId }))
      if (written > 0) changed((await peopleOf(asked)).flat())
      return written
    }) satisfies OwnEntries['report'],
    retention: createRetention({
      prune: async () => {
        const before = daysBefore(now(), storyDays)
        await pruneStory(database, corpId, before)
        await pruneReminders(database, corpId, before)
        await pruneEvents(database, corpId, before)
      },
      onFailure: error => useLog().warn({ error }, 'old timeline entries not deleted yet'),
    }),
  }
}
