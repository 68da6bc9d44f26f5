import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { createOauthStates } from '../auth/oauth-states.ts'
import { createSessions } from '../auth/sessions.ts'
import { createSignIn } from '../auth/sign-in.ts'
import { createCustomers } from '../customer/customers.ts'
import { createGroups } from '../customer/groups.ts'
import { createUnionIdEvidence } from '../customer/union-id-missing.ts'
import { createEncryptedStore } from '../storage/encrypted-store.ts'
import { createEncryption } from '../storage/encryption.ts'
import { createSqliteStore } from '../storage/sqlite-store.ts'
import { createWecomClient } from '../wecom/client.ts'
import { createPageSigner } from '../wecom/jssdk-signatures.ts'
import { createTransport } from '../wecom/transport.ts'
import { useConfig } from './config'
import type { AppConfig } from './config'

/** Everything a door needs, wired once per process: the only place where the parts meet. */
export type Services = ReturnType<typeof createServices>

function createServices(config: AppConfig) {
  const { corpId, agentId, agentSecret, wecomApiBase: apiBase } = config
  const now = Date.now
  const monotonic = { now: () => performance.now(), sleep: (ms: number) => sleep(ms) }

  const store = createEncryptedStore(createSqliteStore(config.dataDir), createEncryption(config.sessionPassword, 'store'))
  const wecom = createWecomClient({ corpId, agentId, agentSecret, apiBase, fetch: createTransport(), store, now })
  const oauthStates = createOauthStates(store)
  const sessions = createSessions(store, now)

  return {
    store,
    wecom,
    sessions,
    signIn: createSignIn({ corpId, agentId, oauthBase: config.wecomOauthBase, ssoBase: config.wecomSsoBase, wecom, oauthStates, sessions }),
    signPageUrl: createPageSigner({ identity: { corpId, agentId }, credentials: wecom.credentials, now }),
    customers: createCustomers({
      wecom,
      policy: config.accessPolicy,
      unionIdEvidence: createUnionIdEvidence(store),
      cursorEncryption: createEncryption(config.sessionPassword, 'cursor'),
      ...monotonic,
    }),
    groups: createGroups({ wecom, ...monotonic }),
  }
}

let services: Services | undefined

/** @throws when the store cannot be opened (folder not writable) */
export function useServices(): Services {
  services ??= createServices(useConfig())
  return services
}
