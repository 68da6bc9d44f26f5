import type { Services } from './services.ts'

/** What a server has to finish or to close. */
export type ClosableServices = Pick<
  Services,
  'backend' | 'database' | 'customerGraph' | 'recentCustomers' | 'identitySync' | 'audit' | 'changes' | 'entries'
  | 'story' | 'reminders' | 'callbackEvents'
>

/** Finishes the work in the background, then closes the stores that it uses. */
export async function shutDown(services: ClosableServices): Promise<void> {
  const { backend, database, customerGraph, recentCustomers, identitySync, audit, changes, entries } = services
  // First: it uses what follows.
  await services.callbackEvents.stop()
  await services.story.joinedGroups.stop()
  await Promise.all([
    customerGraph.settle(), recentCustomers.settle(), entries.settle(), identitySync?.stop(), changes.stop(),
    services.story.retention.stop(), services.reminders.sender.stop(),
    services.reminders.quiet.stop(),
  ])
  await audit.log.settle()
  await audit.upkeep.stop()
  await Promise.all([backend.close(), database.close()])
}
