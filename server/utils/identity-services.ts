import { createCustomerIdentities } from '../identity/customer-identities.ts'
import { createIdentities } from '../identity/identities.ts'
import { openSqlDatabase } from '../storage/sql/sql-database.ts'
import type { AppConfig } from './config'
import { useLog } from './log'

/**
 * The part of the services that knows people by more than one id.
 *
 * @param now milliseconds since 1970
 */
export function createIdentityServices(config: AppConfig, now: () => number) {
  const { corpId, databaseUrl, dataDir, wechatApps: apps } = config
  const database = openSqlDatabase({ databaseUrl, folder: dataDir })
  const identities = createIdentities(database, now)
  const onRecordFailure = (error: unknown) => useLog().warn({ error }, 'identity not recorded')
  return {
    database,
    identities,
    customerIdentities: createCustomerIdentities({ identities, corpId, apps, now, onRecordFailure }),
  }
}
