import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAdminNames } from '../auth/admin-names.ts'
import { createClientAddress } from '../auth/client-address.ts'
import { createDraftKeys } from '../auth/draft-keys.ts'
import { createOauthStates } from '../auth/oauth-states.ts'
import { createSessions } from '../auth/sessions.ts'
import { createSetUpAccess } from '../auth/set-up-access.ts'
import { createSignIn } from '../auth/sign-in.ts'
import { createStandings } from '../auth/standings.ts'
import { createChanges } from '../customer/changes.ts'
import { createColleagues } from '../customer/colleagues.ts'
import { createCustomerEdits } from '../customer/customer-edits.ts'
import { createCustomerSource } from '../customer/customer-source.ts'
import { createCustomers } from '../customer/customers.ts'
import { createDrafts } from '../customer/drafts.ts'
import { createErasures } from '../customer/erasures.ts'
import { createFollowers } from '../customer/followers.ts'
import { createForgetOnEvent } from '../customer/forget-on-event.ts'
import { createGroups } from '../customer/groups.ts'
import { createKfVisitors } from '../customer/kf-visitors.ts'
import { createMemberNames } from '../customer/member-names.ts'
import { createMemberSections } from '../customer/member-sections.ts'
import { createOwnCustomers } from '../customer/own-customers.ts'
import { createPaymentOpenIds } from '../customer/payment-open-ids.ts'
import { createRecentChanges } from '../customer/recent-changes.ts'
import { createRecentCustomers } from '../customer/recent-customers.ts'
import { createUnionIdEvidence } from '../customer/union-id-missing.ts'
import { createEvidence } from '../doctor/evidence.ts'
import { createPageSpeed } from '../doctor/page-speed.ts'
import { noteRefusal } from '../doctor/note-refusal.ts'
import { createAttempts } from '../limits/attempts.ts'
import { createCustomerLimits } from '../limits/customer-limits.ts'
import { windowsOf } from '../limits/limit-table.ts'
import { createLimits } from '../limits/limits.ts'
import { isFramePanel } from '../config/panel.ts'
import { createFrames } from '../panels/frames.ts'
import { createPanels } from '../panels/panels.ts'
import { createProviderFetch } from '../panels/provider-fetch.ts'
import { createEncryption } from '../storage/encryption.ts'
import { stretch } from '../storage/root-keys.ts'
import { createCredentialWatch } from '../upstream/credentials/credential-watch.ts'
import { createTransport } from '../upstream/transport.ts'
import { createCallbackReceiver } from '../wecom/callback/receiver.ts'
import { createWecomClient } from '../wecom/client.ts'
import { createPageSigner } from '../wecom/jssdk/page-signer.ts'
import { createTicketReports } from '../wecom/jssdk/ticket-reports.ts'
import { attemptSetUp } from '../wecom/set-up-attempt.ts'
import { createAuditServices } from './audit.ts'
import { createCallbackEventServices } from './callback-events.ts'
import { useConfig, useForwardProxy } from './config.ts'
import type { AppConfig } from './config.ts'
import { createDoctorServices } from './doctor.ts'
import { createIdentityServices } from './identity-services.ts'
import { useLog } from './log.ts'
import { openPanels } from './panels.ts'
import { createReminderServices } from './reminders.ts'
import { createReplyServices } from './replies.ts'
import { createStoryServices } from './story.ts'
import { openVaults } from './vaults.ts'

/** All services of the handlers, created once per process. This is the only place that connects them. */
export type Services = ReturnType<typeof createServices>

function createServices(config: AppConfig) {
  const { corpId, agentId, agentSecret, wecomApiBase: apiBase, callbackToken, callbackAesKey } = config
  const clock = { wall: Date.now, monotonic: () => performance.now(), sleep: (ms: number) => sleep(ms) }

  // Before anything connects: it stops this process for longer than a connection may take.
  const roots = stretch(config.sessionPasswords)
  const fetch = createTransport(useForwardProxy())
  const { backend, access, refetchable, credentials } = openVaults(config, roots)
  const evidence = createEvidence(refetchable, clock)
  const pageSpeed = createPageSpeed(refetchable, clock)
  const onRefreshFailure = (credential: string, error: unknown) =>
    useLog().warn({ credential, error }, 'credential not renewed yet')
  const wecom = createWecomClient({
    corpId, agentId, agentSecret, apiBase, fetch, vault: credentials, clock, onRefreshFailure,
    ceiling: windowsOf('wecomCalls', config.limitFactors),
    onRefusal: refusal => noteRefusal(evidence, refusal),
  })
  const wecomNow = () => clock.wall() + wecom.clockSkew.ms()
  const oauthStates = createOauthStates({
    encryption: createEncryption(roots, 'sign-in'), vault: refetchable, now: clock.wall,
  })
  const limits = createLimits({ access, refetchable, factors: config.limitFactors })
  const limitCustomers = createCustomerLimits(limits, clock.monotonic)
  const sessions = createSessions(access, clock)
  const standings = createStandings({ wecom, vault: refetchable, clock })
  const changes = createChanges(refetchable)
  const recentChanges = createRecentChanges(changes, clock.monotonic)
  const ownCustomers = createOwnCustomers({ wecom, changes, clock })
  const identity = createIdentityServices({
    config, roots, wecom, access, credentials, fetch, standings, clock, onRefreshFailure,
  })
  const audit = createAuditServices({ config, database: identity.database, roots, vault: refetchable, clock })
  const providerFetch = createProviderFetch(config.panelsAllowPrivate, useForwardProxy())
  const frames = createFrames({
    panels: config.panels.filter(isFramePanel), vault: access, now: clock.wall,
  })
  const panels = createPanels({
    frames,
    panels: openPanels(config.panels, providerFetch, clock),
    encryption: createEncryption(roots, 'panel-action'),
    clock,
    onFailure: (error, panel) => useLog().error({ error, panel }, 'panel failed by our mistake'),
  })
  const doctor = createDoctorServices({
    config, roots, backend, vault: refetchable, database: identity.database, fetch, providerFetch,
    clock, evidence, pageSpeed, panelCalls: panels.calls, forgetRefusals: wecom.forgetRefusals,
  })
  const erasures = createErasures(refetchable, clock.wall)
  const source = createCustomerSource({
    wecom,
    policy: config.accessPolicy,
    ownCustomers,
    onContact: contact => identity.customerGraph.note(contact, 'externalcontact/get'),
    erasures,
    changes,
    recentChanges,
    clock,
  })
  const drafts = createDrafts({
    vault: refetchable, clock, onFailure: error => useLog().warn({ error }, 'drafts not read'),
  })
  const kfVisitors = createKfVisitors({
    wecom, onVisitor: visitor => identity.customerGraph.note(visitor, 'kf/customer/batchget'), changes, clock,
  })
  const recentCustomers = createRecentCustomers({
    vault: refetchable,
    erasures,
    now: clock.wall,
    onFailure: error => useLog().warn({ error }, 'customers opened last not remembered'),
  })

  const customers = createCustomers({
    wecom,
    source,
    kfVisitors,
    policy: config.accessPolicy,
    unionIdEvidence: createUnionIdEvidence(refetchable),
    recentCustomers,
    cursorEncryption: createEncryption(roots, 'cursor'),
    clock,
  })
  const memberNames = createMemberNames({ wecom, vault: refetchable })
  const customerEdits = createCustomerEdits({ wecom, source, vault: refetchable, changes, clock })
  const story = createStoryServices({ config, identity, source, changes, wecom, clock })
  changes.subscribe((change) => {
    if (change.kind === 'erasure') panels.forget(change.externalUserId)
    if (change.kind === 'unknown') panels.forget()
  })

  return {
    backend,
    ...identity,
    audit,
    doctor,
    wecom,
    setUpWatch: createCredentialWatch(() => attemptSetUp(wecom.credentials), clock, error =>
      useLog().error({ error }, 'WeCom gives no credentials')),
    sessions,
    /** Ends all sessions of a member, in browsers and in a mini program. @returns how many were open in browsers */
    async signOutEverywhere(userId: string): Promise<number> {
      await identity.memberSignIn.signOut(userId)
      return sessions.endAll(userId)
    },
    setUpAccess: createSetUpAccess(access, config.setUpLink),
    adminNames: createAdminNames({ wecom, vault: refetchable, clock, adminUserIds: config.adminUserIds }),
    standings,
    drafts,
    draftKeyOf: createDraftKeys(roots, corpId),
    clientAddress: createClientAddress(config.trustedProxies),
    limits,
    startAttempt: createAttempts(limits, clock),
    addFollowers: createFollowers({ source, corpId, clock }),
    changes,
    eraseCustomer: async (externalUserId: string) => {
      await drafts.erase(externalUserId)
      await source.erase(externalUserId)
    },
    findPaymentOpenId: createPaymentOpenIds(wecom),
    signIn: createSignIn({
      corpId,
      agentId,
      oauthBase: config.wecomOauthBase,
      ssoBase: config.wecomSsoBase,
      wecom,
      oauthStates,
      sessions,
      standings,
    }),
    reportTicket: createTicketReports(wecom.credentials, refetchable),
    signPageUrl: createPageSigner({
      identity: { corpId, agentId },
      credentials: wecom.credentials,
      siteOrigins: config.siteOrigins,
      now: wecomNow,
    }),
    callbacks: callbackToken && callbackAesKey
      ? createCallbackReceiver({
          secrets: { token: callbackToken, aesKey: callbackAesKey, corpId }, vault: refetchable, now: wecomNow,
        })
      : undefined,
    customers,
    /** @throws {AppError} customer_not_found, too_many_requests */
    requireAccess: (userId: string, externalUserId: string, options?: { unchanged?: boolean }) =>
      limitCustomers(userId, externalUserId, () => customers.requireAccess(userId, externalUserId, options)),
    /** Whether a customer may have changed in the last `ms` milliseconds. */
    hasChanged: (externalUserId: string, ms: number) =>
      recentChanges.mayHaveChanged(externalUserId, clock.monotonic() - ms),
    recentCustomers,
    colleaguesOf: createColleagues({ source, nameOf: memberNames.of }),
    memberNames,
    reminders: createReminderServices({
      config, database: identity.database, wecom, source, quietPeople: story.quietPeople, changes, clock,
    }),
    story,
    callbackEvents: createCallbackEventServices({
      corpId, database: identity.database, source, story, changes, evidence, audit: audit.log, clock,
    }),
    memberSections: createMemberSections({
      vault: refetchable, onFailure: error => useLog().warn({ error }, 'the open parts of the page not read'),
    }),
    ownValues: async (userId: string) => story.valuesOf(userId, [...await ownCustomers.of(userId)]),
    customerEdits,
    panels,
    frames,
    forgetOnEvent: createForgetOnEvent(changes),
    ...createReplyServices({ corpId, database: identity.database, wecom, clock }),
    groups: createGroups({ wecom, ownCustomers, clock }),
  }
}

let services: Services | undefined

/** @throws when the store cannot be opened (folder not writable) */
export function useServices(): Services {
  services ??= createServices(useConfig())
  return services
}
