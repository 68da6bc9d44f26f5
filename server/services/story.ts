import { randomUUID } from 'node:crypto'
import type { Changes } from '../customer/changes.ts'
import type { CustomerSource } from '../customer/customer-source.ts'
import { pruneReminders } from '../reminders/due-reminders.ts'
import { pruneReplyFiles } from '../replies/reply-files.ts'
import { pruneEvents } from '../story/event-queue.ts'
import { subjectsOfAll } from '../identity/subjects.ts'
import { createHourly } from '../jobs/hourly.ts'
import type { Subject } from '../identity/subjects.ts'
import { createCustomerData } from '../story/customer-data.ts'
import { createFields } from '../story/fields.ts'
import { createJoinedGroups } from '../story/joined-groups.ts'
import { createNotes } from '../story/notes.ts'
import { createOwnEntries } from '../story/own-entries.ts'
import type { OwnEntries } from '../story/own-entries.ts'
import { readOwnValues } from '../story/own-values.ts'
import { createQuietPeople } from '../story/quiet-people.ts'
import { daysBefore, pruneStory } from '../story/retention.ts'
import { createStages } from '../story/stages.ts'
import { createTimeline } from '../story/timeline.ts'
import type { Clock } from '../upstream/clock.ts'
import { getGroupChat } from '../wecom/api/group-chat.ts'
import { listGroups } from '../wecom/api/group-list.ts'
import type { WecomClient } from '../wecom/client.ts'
import type { AppConfig } from './config.ts'
import type { createIdentityServices } from './identity-services.ts'
import { useLog } from './log.ts'

export interface StoryServicesOptions {
  config: Pick<AppConfig, 'corpId' | 'storyDays'>
  identity: Pick<ReturnType<typeof createIdentityServices>, 'database' | 'entries' | 'identities' | 'customerGraph'>
  source: Pick<CustomerSource, 'recent'>
  changes: Pick<Changes, 'announce'>
  wecom: WecomClient
  clock: Clock
}

/** Timelines, notes, stages and fields. */
export function createStoryServices({ config, identity, source, changes, wecom, clock }: StoryServicesOptions) {
  const { corpId, storyDays } = config
  const now = clock.wall
  const { database, entries, customerGraph } = identity
  const subjectsOf = customerGraph.subjects
  const newId = () => randomUUID().replaceAll('-', '')
  const changed = (subjects: readonly Subject[]) => changes.announce(...subjects.flatMap(({ kind, scope, id }) =>
    kind === 'externalUserId' && scope === corpId ? [{ kind: 'story' as const, externalUserId: id }] : []))
  const peopleOf = (asked: readonly Subject[]) => subjectsOfAll(identity.identities, asked)
  const stages = createStages({ database, corpId, subjectsOf, now, newId, changed })
  const fields = createFields({ database, corpId, subjectsOf, now, newId, changed })
  const followersOf = async (externalUserId: string) => (await source.recent(externalUserId)).followUsers
  const joinedGroups = createJoinedGroups({
    database,
    corpId,
    writer: entries,
    followersOf,
    groupsOf: ownerUserId => listGroups(wecom, ownerUserId),
    groupOf: chatId => getGroupChat(wecom, chatId),
    keptDays: storyDays,
    clock,
    changed,
    // A member outside the app's range has groups that the app does not see.
    onFailure: error => useLog().info({ error }, 'groups of a customer not found'),
  })
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
      followersOf,
      stageOf: stages.of,
      fieldsOf: fields.of,
      lookForGroups: joinedGroups.look,
      keptDays: storyDays,
      now,
    }),
    joinedGroups,
    quietPeople: createQuietPeople({ database, corpId, subjectsOfAll: peopleOf, now }),
    notes: createNotes({ database, corpId, subjectsOf, now, newId, changed }),
    ...own,
    report: (async (events, ...rest) => {
      const written = await own.report(events, ...rest)
      const asked = events.map(({ about }) => ({ ...about, scope: about.scope ?? corpId }))
      if (written > 0) changed((await peopleOf(asked)).flat())
      return written
    }) satisfies OwnEntries['report'],
    retention: createHourly({
      work: async () => {
        const before = daysBefore(now(), storyDays)
        await pruneStory(database, corpId, before)
        await pruneReminders(database, corpId, before)
        await pruneEvents(database, corpId, before)
        await pruneReplyFiles(database, corpId, now())
      },
      onFailure: error => useLog().warn({ error }, 'old timeline entries not deleted yet'),
    }),
  }
}
