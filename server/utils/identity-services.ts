import { createRequestVerifier } from '../auth/signed-requests.ts'
import { createCustomerIdentities } from '../identity/customer-identities.ts'
import { createIdentityApi } from '../identity/identity-api.ts'
import { createIdentities } from '../identity/identities.ts'
import { createMiniProgramSessions } from '../identity/mini-program-sessions.ts'
import { createMiniProgram } from '../identity/mini-program.ts'
import type { KeyValueStore } from '../storage/key-value-store.ts'
import { openSqlDatabase } from '../storage/sql/sql-database.ts'
import { createWechatRequest } from '../wechat/wechat-request.ts'
import type { Clock } from '../wecom/call/clock.ts'
import type { Fetch } from '../wecom/call/transport.ts'
import type { AppConfig } from './config'
import { useLog } from './log'

export interface IdentityServicesOptions {
  config: AppConfig
  /** Encrypted, and decides about access. */
  store: KeyValueStore
  /** Without a memory of its own: what it cannot confirm is refused. */
  backend: KeyValueStore
  fetch: Fetch
  clock: Clock
}

/** The part of the services that knows people by more than one id. */
export function createIdentityServices({ config, store, backend, fetch, clock }: IdentityServicesOptions) {
  const { corpId, databaseUrl, dataDir, wechatApps: apps, wechatApiBase } = config
  const now = clock.wall
  const database = openSqlDatabase({ databaseUrl, folder: dataDir })
  const identities = createIdentities(database, now)
  const onRecordFailure = (error: unknown) => useLog().warn({ error }, 'identity not recorded')
  const sessions = createMiniProgramSessions(store)
  const wechat = createWechatRequest(wechatApiBase, fetch, clock)
  return {
    database,
    identities,
    identityApi: createIdentityApi({ identities, sessions, apps, corpId, now }),
    verifyRequest: createRequestVerifier({ keys: config.apiKeys, store: backend, now }),
    miniProgram: createMiniProgram({ apps, wechat, identities, sessions, now, onRecordFailure }),
    customerIdentities: createCustomerIdentities({ identities, corpId, apps, now, onRecordFailure }),
  }
}
