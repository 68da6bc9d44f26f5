import type { Changes } from '../customer/changes.ts'
import type { CustomerSource } from '../customer/customer-source.ts'
import type { Evidence } from '../doctor/evidence.ts'
import { createHandOver } from '../reminders/hand-over.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import { createEventQueue } from '../story/event-queue.ts'
import { createEventWorker } from '../story/event-worker.ts'
import type { OwnEntries } from '../story/own-entries.ts'
import type { CallbackEvent } from '../wecom/callback/event.ts'
import { useLog } from './log.ts'

export interface CallbackEventServicesOptions {
  corpId: string
  database: SqlDatabase
  source: Pick<CustomerSource, 'ask'>
  story: Pick<OwnEntries, 'noteEvent'>
  changes: Pick<Changes, 'announce'>
  evidence: Pick<Evidence, 'note'>
  /** Milliseconds since 1970. */
  now: () => number
}

/** What events of WeCom about customers do, beyond deleting cached data. */
export function createCallbackEventServices(options: CallbackEventServicesOptions) {
  const { corpId, database, source, story, changes, evidence, now } = options
  const handOver = createHandOver({
    database, corpId, now, followersOf: async externalUserId => (await source.ask(externalUserId)).followUsers,
  })
  const worker = createEventWorker({
    queue: createEventQueue(database, corpId, now),
    async apply(event) {
      const { externalUserId, change } = event
      const written = await story.noteEvent(event)
      const changesFollowers = change === 'added' || change === 'transferred'
      const handed = changesFollowers ? await handOver(externalUserId) : []
      for (const one of handed) useLog().info(one, 'reminders were handed over with their customer')
      // An open page may have looked between the event and its effect.
      if (written + handed.length > 0) changes.announce({ kind: 'customer', externalUserId })
    },
    now,
    onFailure: error => useLog().warn({ error }, 'events of WeCom are worked on later'),
    onAside({ change = 'none' }, error) {
      evidence.note('callback-aside', change)
      useLog().error({ change, error }, 'an event of WeCom is set aside')
    },
  })
  return {
    ...worker,
    /** Keeps an event about a customer until it is worked on. @throws {AppError} store_unavailable */
    async receive(event: CallbackEvent): Promise<void> {
      if (event.kind === 'customer' && event.change && event.externalUserId) await worker.receive(event)
    },
  }
}
