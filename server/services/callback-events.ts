import type { AuditLog } from '../audit/audit-log.ts'
import type { Changes } from '../customer/changes.ts'
import type { CustomerSource } from '../customer/customer-source.ts'
import type { Evidence } from '../doctor/evidence.ts'
import { hasCode } from '../errors/app-error.ts'
import { createOutageLog } from '../jobs/outage-log.ts'
import { createHandOver } from '../reminders/hand-over.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import { createEventQueue } from '../story/event-queue.ts'
import { createEventWorker } from '../story/event-worker.ts'
import { peopleInGroup } from '../story/group-event.ts'
import type { OwnEntries } from '../story/own-entries.ts'
import type { Clock } from '../upstream/clock.ts'
import type { CallbackEvent } from '../wecom/callback/event.ts'
import { useLog } from './log.ts'

export interface CallbackEventServicesOptions {
  corpId: string
  database: SqlDatabase
  source: Pick<CustomerSource, 'ask' | 'recent'>
  story: Pick<OwnEntries, 'noteEvent'>
  changes: Pick<Changes, 'announce'>
  evidence: Pick<Evidence, 'note'>
  audit: Pick<AuditLog, 'with'>
  clock: Clock
}

/** What events of WeCom about customers do, beyond deleting cached data. */
export function createCallbackEventServices(options: CallbackEventServicesOptions) {
  const { corpId, database, source, story, changes, evidence, audit, clock } = options
  const now = clock.wall
  const handOver = createHandOver({
    database,
    corpId,
    now,
    followersOf: async externalUserId => (await source.ask(externalUserId)).followUsers,
    inRecord: work => audit.with(append => work((transaction, { externalUserId: subject, from, to, count }) => {
      const details = { from, to, reminders: count }
      return append(transaction, { action: 'hand_over_reminders', at: now(), subject, result: 'ok', details })
    })),
  })

  /** In a group there are also people who are customers of no member: nothing is kept of them. */
  async function isCustomer(externalUserId: string): Promise<boolean> {
    return source.recent(externalUserId).then(() => true, (error: unknown) => {
      if (hasCode(error, 'customer_not_found')) return false
      throw error
    })
  }

  const worker = createEventWorker({
    queue: createEventQueue(database, corpId, now),
    async apply(event) {
      const { externalUserId, change } = event
      if (event.kind === 'person_in_group' && !await isCustomer(externalUserId)) return
      const written = await story.noteEvent(event)
      const changesFollowers = change === 'added' || change === 'transferred'
      const handed = changesFollowers ? await handOver(externalUserId) : []
      for (const { from, to, count } of handed) {
        useLog().info({ from, to, count }, 'reminders were handed over with their customer')
      }
      // An open page may have looked between the event and its effect.
      if (written + handed.length > 0) changes.announce({ kind: 'customer', externalUserId })
    },
    now,
    ...createOutageLog({
      log: useLog(),
      clock,
      failing: 'events of WeCom are worked on later',
      working: 'events of WeCom are worked on again',
    }),
    onAside({ change = 'none' }, error) {
      evidence.note('callback-aside', change)
      useLog().error({ change, error }, 'an event of WeCom is set aside')
    },
  })
  return {
    ...worker,
    /** Keeps what an event tells about customers until it is worked on. @throws {AppError} store_unavailable */
    async receive(event: CallbackEvent): Promise<void> {
      if (event.kind === 'customer' && event.change && event.externalUserId) await worker.receive(event)
      if (event.kind !== 'group') return
      const people = peopleInGroup(event)
      if (people.length > 0) await worker.receive(...people)
    },
  }
}
