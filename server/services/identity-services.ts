import { VERSION_1_ENDS } from '../auth/request-signature.ts'
import { createRequestVerifier } from '../auth/signed-requests.ts'
import type { Standings } from '../auth/standings.ts'
import { createCustomerGraph } from '../identity/customer-graph.ts'
import { createIdentityApi } from '../identity/identity-api.ts'
import { createIdentities } from '../identity/identities.ts'
import { limitToApps } from '../identity/limit-to-apps.ts'
import type { KeyApps } from '../identity/limit-to-apps.ts'
import { createMemberSignIn } from '../identity/member-sign-in.ts'
import { createMemberSessions, createMiniProgramSessions } from '../identity/mini-program-sessions.ts'
import { createMiniProgram } from '../identity/mini-program.ts'
import { createOfficialAccount } from '../identity/official-account.ts'
import type { WechatApp } from '../identity/wechat-app.ts'
import { createWechatLogin } from '../identity/wechat-login.ts'
import { createWechatSignIns } from '../identity/wechat-sign-ins.ts'
import { createWechatTickets } from '../identity/wechat-tickets.ts'
import { createEncryption } from '../storage/encryption.ts'
import type { RootKeys } from '../storage/root-keys.ts'
import { openSqlDatabase } from '../storage/sql/sql-database.ts'
import type { Vault } from '../storage/vault.ts'
import { signInEntry } from '../story/own-entries.ts'
import { eraseStory, readStory } from '../story/person-story.ts'
import { createEntryWriter } from '../story/write-entries.ts'
import { createClockSkew } from '../upstream/clock-skew.ts'
import type { Clock } from '../upstream/clock.ts'
import { createLanes, throughLanes } from '../upstream/lanes.ts'
import type { Fetch } from '../upstream/transport.ts'
import { createAccessTokens } from '../wechat/access-tokens.ts'
import { createExchangeCode } from '../wechat/code-to-session.ts'
import { getOfficialAccountUser } from '../wechat/official-account-user.ts'
import { createOauth } from '../wechat/oauth.ts'
import { createWechatRequest } from '../wechat/wechat-request.ts'
import { WECHAT_OAUTH } from '../wechat/wechat-upstream.ts'
import type { WecomClient } from '../wecom/client.ts'
import type { AppConfig } from './config.ts'
import { createIdentitySync } from './identity-sync.ts'
import { useLog } from './log.ts'

export interface IdentityServicesOptions {
  config: AppConfig
  roots: RootKeys
  wecom: WecomClient
  /** Decides about access. */
  access: Vault
  /** For credentials; the keys contain the owner. */
  credentials: Vault
  fetch: Fetch
  standings: Standings
  clock: Clock
  /** Called after a renewal that failed in the background. */
  onRefreshFailure: (credential: string, error: unknown) => void
}

/** Services for people with ids in several apps. */
export function createIdentityServices(options: IdentityServicesOptions) {
  const { config, roots, wecom, access, credentials, fetch, standings, clock, onRefreshFailure } = options
  const { corpId, agentId, databaseUrl, dataDir, wechatApps: apps, wechatApiBase } = config
  const now = clock.wall
  const database = openSqlDatabase({ databaseUrl, folder: dataDir })
  const identities = createIdentities(database, now)
  const entries = createEntryWriter({
    database, corpId, onFailure: error => useLog().warn({ error }, 'timeline entry not stored'),
  })
  const onRecordFailure = (error: unknown) => useLog().warn({ error }, 'identity not recorded')
  const sessions = createMiniProgramSessions(access)
  const wechatSkew = createClockSkew(clock, wecom.clockSkew.ms)
  const wechatNow = () => clock.wall() + wechatSkew.ms()
  const wechat = createWechatRequest(wechatApiBase, fetch, wechatSkew)
  // Tokens are fetched outside the lanes: all users need them.
  const lanes = createLanes(clock)
  const laned = throughLanes(wechat, lanes)
  const withTokenOf = createAccessTokens({
    request: wechat,
    apiBase: wechatApiBase,
    vault: credentials,
    clock: { ...clock, wall: wechatNow },
    onRefreshFailure: error => onRefreshFailure('wechat_access_token', error),
  })
  const tickets = createWechatTickets(access)
  const identityApi = createIdentityApi({
    identities,
    story: { read: subjects => database.run(query => readStory(query, subjects)), erase: eraseStory },
    endSignIns: async (user) => {
      await sessions.end(user)
      await tickets.end(user)
    },
    apps,
    corpId,
    now,
  })
  const requestVerifier = createRequestVerifier({
    keys: config.apiKeys,
    deployment: `${corpId}:${agentId}`,
    vault: access,
    now,
    onVersion1: apiKeyId => useLog().warn(
      { apiKeyId, endsAt: new Date(VERSION_1_ENDS).toISOString() },
      'a key signs with version 1, which ends: see docs/identity.md',
    ),
  })
  const wechatSignIns = createWechatSignIns({
    apps,
    exchangeCode: createOauth({
      request: throughLanes(createWechatRequest(wechatApiBase, fetch, wechatSkew, WECHAT_OAUTH), lanes),
      apiBase: wechatApiBase,
      vault: credentials,
      onUnionIdFailure: error => useLog().warn({ error }, 'unionid not read'),
    }),
    identities,
    tickets,
    now,
    onRecordFailure,
  })
  const getUser = (app: WechatApp, openId: string) => getOfficialAccountUser(laned, withTokenOf(app), openId)
  return {
    database,
    entries,
    identities,
    identitySync: createIdentitySync(config, database, wecom, clock),
    /** @param keyApps the apps of the key that asks */
    identityApi: (keyApps: KeyApps) => limitToApps(identityApi, keyApps),
    verifyRequest: requestVerifier.verify,
    beginToRememberRequests: requestVerifier.begin,
    miniProgram: createMiniProgram({
      apps,
      exchangeCode: createExchangeCode(laned, wechatApiBase, credentials),
      identities,
      sessions,
      now,
      wechatNow,
      onSignIn: (appId, openId) => entries.soon(signInEntry({ appId, openId, at: now() })),
      onRecordFailure,
    }),
    wechatSignIns,
    wechatLogin: createWechatLogin({
      apps,
      oauthBase: config.wecomOauthBase,
      toTicket: wechatSignIns.toTicket,
      encryption: createEncryption(roots, 'wechat-sign-in'),
      vault: access,
      now,
    }),
    memberSignIn: createMemberSignIn({ wecom, corpId, sessions: createMemberSessions(access), standings }),
    officialAccount: createOfficialAccount({ apps, getUser, identities, now }),
    customerGraph: createCustomerGraph({ identities, corpId, apps, now, onRecordFailure }),
  }
}
