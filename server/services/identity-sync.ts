import { toHttpAnswer } from '../errors/http-answer.ts'
import { createCustomerDirectory } from '../identity/sync/customer-directory.ts'
import { createFullSync } from '../identity/sync/full-sync.ts'
import type { SyncOutcome } from '../identity/sync/full-sync.ts'
import { createSyncSchedule } from '../identity/sync/schedule.ts'
import type { SyncSchedule } from '../identity/sync/schedule.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { Clock } from '../upstream/clock.ts'
import type { WecomClient } from '../wecom/client.ts'
import type { AppConfig } from './config.ts'
import { useLog } from './log.ts'

/** @returns the schedule of the full sync; undefined when it is switched off */
export function createIdentitySync(
  { corpId, identitySyncHours }: AppConfig,
  database: SqlDatabase,
  wecom: WecomClient,
  clock: Clock,
): SyncSchedule | undefined {
  if (identitySyncHours === 0) return undefined
  const sync = createFullSync({ database, directory: createCustomerDirectory(wecom), corpId, clock })

  async function onOutcome(outcome: SyncOutcome) {
    const { members, membersDone, customers, withUnionId, skippedMembers: skipped } = await sync.progress() ?? {}
    const counts = { members, membersDone, customers, withUnionId, skippedMembers: skipped?.length }
    useLog().info({ outcome, ...counts }, 'identity sync')
  }
  function onFailure(error: unknown) {
    const { code, fix } = toHttpAnswer(error, 'en').body
    useLog().warn({ error, code, fix }, 'identity sync has to go on later')
  }
  return createSyncSchedule({
    sync,
    everyHours: identitySyncHours,
    clock,
    random: Math.random,
    onOutcome,
    onFailure,
  })
}
