import { toHttpAnswer } from '../errors/http-answer.ts'
import { createCustomerDirectory } from '../identity/sync/customer-directory.ts'
import { createFullSync } from '../identity/sync/full-sync.ts'
import type { JobOutcome } from '../jobs/job.ts'
import { createJobSchedule } from '../jobs/schedule.ts'
import type { JobSchedule } from '../jobs/schedule.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { Clock } from '../upstream/clock.ts'
import type { WecomClient } from '../wecom/client.ts'
import type { AppConfig } from './config.ts'
import { useLog } from './log.ts'

/** The schedule of the full sync in a server; undefined when it is switched off. */
export function createIdentitySync(
  { corpId, identitySyncHours }: AppConfig, database: SqlDatabase, wecom: WecomClient, clock: Clock,
): JobSchedule | undefined {
  if (identitySyncHours === 0) return undefined
  const sync = createFullSync({
    database,
    directory: createCustomerDirectory(wecom),
    corpId,
    clock,
    onLeftOut: error => useLog().warn({ error }, 'identity sync: a member is left out'),
  })

  async function onOutcome(outcome: JobOutcome) {
    const { members, membersDone, customers, withUnionId, skippedMembers } = await sync.progress() ?? {}
    const counts = { members, membersDone, customers, withUnionId, skippedMembers: skippedMembers?.length }
    useLog().info({ outcome, ...counts }, 'identity sync')
  }
  function onFailure(error: unknown) {
    const { code, fix } = toHttpAnswer(error, 'en').body
    useLog().warn({ error, code, fix }, 'identity sync has to go on later')
  }
  return createJobSchedule({
    job: sync, everyHours: identitySyncHours, clock, random: Math.random, onOutcome, onFailure,
  })
}
