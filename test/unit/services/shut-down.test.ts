import { describe, expect, it } from 'vitest'
import { shutDown } from '../../../server/services/shut-down.ts'
import type { ClosableServices } from '../../../server/services/shut-down.ts'

describe('the shutdown of the services', () => {
  const jobs = [
    'customerGraph', 'recentCustomers', 'identitySync', 'auditLog', 'auditUpkeep', 'changes', 'entries', 'retention',
    'reminders', 'quiet', 'callbackEvents', 'joinedGroups',
  ] as const
  it.each(jobs)('closes no store before %s is done', async (name) => {
    const work = Promise.withResolvers<undefined>()
    const closed: string[] = []
    const finish = (one: string) => async () => {
      if (one === name) await work.promise
    }
    const services = {
      customerGraph: { settle: finish('customerGraph') },
      recentCustomers: { settle: finish('recentCustomers') },
      identitySync: { stop: finish('identitySync') },
      audit: { log: { settle: finish('auditLog') }, upkeep: { stop: finish('auditUpkeep') } },
      changes: { stop: finish('changes') },
      entries: { settle: finish('entries') },
      story: { retention: { stop: finish('retention') }, joinedGroups: { stop: finish('joinedGroups') } },
      reminders: { sender: { stop: finish('reminders') }, quiet: { stop: finish('quiet') } },
      callbackEvents: { stop: finish('callbackEvents') },
      backend: { close: async () => void closed.push('backend') },
      database: { close: async () => void closed.push('database') },
    } as unknown as ClosableServices
    const done = shutDown(services)
    await new Promise(setImmediate)
    expect(closed).toEqual([])
    work.resolve(undefined)
    await done
    expect(closed).toEqual(['backend', 'database'])
  })
})
