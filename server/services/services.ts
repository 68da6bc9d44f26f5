import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClientAddress } from '../auth/client-address.ts'
import { createOauthStates } from '../auth/oauth-states.ts'
import { createSessions } from '../auth/sessions.ts'
import { createSignIn } from '../auth/sign-in.ts'
import { createForgetOnEvent } from '../customer/forget-on-event.ts'
import { createKfVisitors } from '../customer/kf-visitors.ts'
import { createCustomerEdits } from '../customer/customer-edits.ts'
import { createCustomerSource } from '../customer/customer-source.ts'
import { createCustomers } from '../customer/customers.ts'
import { createErasures } from '../customer/erasures.ts'
import { createFollowers } from '../customer/followers.ts'
import { createGroups } from '../customer/groups.ts'
import { createOwnCustomers } from '../customer/own-customers.ts'
import { createPaymentOpenIds } from '../customer/payment-open-ids.ts'
import { createRecentCustomers } from '../customer/recent-customers.ts'
import { createUnionIdEvidence } from '../customer/union-id-missing.ts'
import { createQuickReplies } from '../replies/quick-replies.ts'
import { createEncryptedStore } from '../storage/encrypted-store.ts'
import { createEncryption } from '../storage/encryption.ts'
import { createGate } from '../storage/gate.ts'
import type { KeyValueStore } from '../storage/key-value-store.ts'
import { createNamespacedStore } from '../storage/namespaced-store.ts'
import { createQuota } from '../storage/quota.ts'
import { createRateLimit } from '../storage/rate-limit.ts'
import { createRedisStore } from '../storage/redis-store.ts'
import { createShadowedStore } from '../storage/shadowed-store.ts'
import { createSqliteStore } from '../storage/sqlite-store.ts'
import { createWecomClient } from '../wecom/client.ts'
import { createPageSigner } from '../wecom/jssdk/page-signer.ts'
import { createTicketReports, TICKET_RENEWAL_INTERVAL_MS } from '../wecom/jssdk/ticket-reports.ts'
import { createTransport } from '../upstream/transport.ts'
import { useConfig } from './config.ts'
import type { AppConfig } from './config.ts'
import { createIdentityServices } from './identity-services.ts'
import { useLog } from './log.ts'

/** How long a process remembers what it saw last, should Redis go away. */
const OUTAGE_MEMORY_MS = 15 * 60_000
const HOUR_MS = 60 * 60_000
/** Full phone numbers a member may look at; more than a conversation needs, less than a list takes. */
const REVEALS_PER_HOUR = 20

/** For the doors that are open to the internet: a household or an office of customers, and what WeChat is asked at most. */
const MINI_PROGRAM_LIMITS = { ofClient: { limit: 120, windowMs: 60_000 }, ofAll: { limit: 3_000, windowMs: 60_000 } }

/** Everything a door needs, wired once per process: the only place where the parts meet. */
export type Services = ReturnType<typeof createServices>

function createServices(config: AppConfig) {
  const { corpId, agentId, agentSecret, wecomApiBase: apiBase } = config
  const clock = { wall: Date.now, monotonic: () => performance.now(), sleep: (ms: number) => sleep(ms) }

  const fetch = createTransport()
  const shared = config.redisUrl ? createRedisStore(config.redisUrl, reportAvailability) : createSqliteStore(config.dataDir)
  const encryption = createEncryption(config.sessionPasswords, 'store')
  const shadowed = (unknown: 'refused' | 'absent') => createEncryptedStore(createShadowedStore(shared, { shadowTtlMs: OUTAGE_MEMORY_MS, unknown }), encryption)
  /** Other apps may be on the same Redis: a session of one must not open another. */
  const ownPart = (of: KeyValueStore) => createNamespacedStore(of, `${corpId}:${agentId}`)
  const backend = ownPart(shared)
  /** Decides about access. */
  const store = ownPart(shadowed('refused'))
  /** For credentials, whose keys name their owner themselves. */
  const credentialStore = shadowed('absent')
  /** What WeCom can be asked for again, so that an outage costs nobody his answer. */
  const cache = ownPart(credentialStore)
  const onRefreshFailure = (credential: string, error: unknown) => useLog().warn({ credential, error }, 'credential not renewed yet')
  const wecom = createWecomClient({ corpId, agentId, agentSecret, apiBase, fetch, store: credentialStore, clock, onRefreshFailure })
  const oauthStates = createOauthStates(store)
  const renewalGate = (ticket: string) => createGate(cache, `ticket-renewal:${ticket}`, TICKET_RENEWAL_INTERVAL_MS)
  const sessions = createSessions(store, clock.wall)
  const ownCustomers = createOwnCustomers(wecom, clock)
  const identity = createIdentityServices({ config, wecom, store, credentialStore, backend, fetch, clock, onRefreshFailure })
  const erasures = createErasures(cache, clock.wall)
  const source = createCustomerSource({ wecom, policy: config.accessPolicy, ownCustomers, onContact: contact => identity.customerGraph.note(contact, 'externalcontact/get'), erasures, clock })
  const kfVisitors = createKfVisitors({
    wecom, onVisitor: visitor => identity.customerGraph.note(visitor, 'kf/customer/batchget'), clock,
  })
  const recentCustomers = createRecentCustomers({
    store: cache, erasures, now: clock.wall,
    onFailure: error => useLog().warn({ error }, 'customers opened last not remembered'),
  })

  const customerEdits = createCustomerEdits({ wecom, source, store: cache, clock })

  return {
    backend,
    ...identity,
    wecom,
    sessions,
    clientAddress: createClientAddress(config.trustedProxies),
    admission: {
      // Without proxies that are known, everybody may come from the address of one that is not.
      ofClient: config.trustedProxies.length > 0 ? createRateLimit(cache, MINI_PROGRAM_LIMITS.ofClient) : async () => true,
      ofAll: createRateLimit(cache, MINI_PROGRAM_LIMITS.ofAll),
    },
    addFollowers: createFollowers({ source, corpId, clock }),
    async eraseCustomer(externalUserId: string) {
      kfVisitors.forget(externalUserId)
      await source.erase(externalUserId)
    },
    findPaymentOpenId: createPaymentOpenIds(wecom),
    signIn: createSignIn({ corpId, agentId, oauthBase: config.wecomOauthBase, ssoBase: config.wecomSsoBase, wecom, oauthStates, sessions }),
    reportTicket: createTicketReports(wecom.credentials, { corp: renewalGate('corp'), agent: renewalGate('agent') }),
    signPageUrl: createPageSigner({ identity: { corpId, agentId }, credentials: wecom.credentials, now: () => clock.wall() + wecom.clockSkew.ms() }),
    customers: createCustomers({
      wecom,
      source,
      kfVisitors,
      policy: config.accessPolicy,
      unionIdEvidence: createUnionIdEvidence(cache),
      recentCustomers,
      cursorEncryption: createEncryption(config.sessionPasswords, 'cursor'),
      clock,
    }),
    recentCustomers,
    customerEdits,
    applyCallbackEvent: createForgetOnEvent({ source, ownCustomers, customerEdits }),
    mayReveal: (userId: string) => createQuota(store, `reveal:${userId}`, REVEALS_PER_HOUR, HOUR_MS)(),
    quickReplies: createQuickReplies({ database: identity.database, corpId, now: clock.wall, newId: randomUUID }),
    groups: createGroups({ wecom, ownCustomers, clock }),
  }
}

function reportAvailability(available: boolean, reason?: string) {
  if (available) useLog().info('store is back')
  else useLog().warn({ reason }, 'store cannot be reached: going on with what this process knows')
}

let services: Services | undefined

/** @throws when the store cannot be opened (folder not writable) */
export function useServices(): Services {
  services ??= createServices(useConfig())
  return services
}
