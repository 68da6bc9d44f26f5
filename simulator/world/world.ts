import type { Receiver } from '../callback/envelope.ts'
import type { Scenario, WechatApp } from '../scenarios/scenario.ts'
import type { Settings } from '../scenarios/settings.ts'
import { createAppMessages, type AppMessages } from './app-messages.ts'
import { createClients, type Clients } from './clients.ts'
import { createBans, type Bans } from './bans.ts'
import { createCodes, type Codes, type JsCode, type OauthCode, type UserTicket, type WechatCode } from './codes.ts'
import { createCredentials, type Credentials } from './credentials.ts'
import { createConsents, type Consents } from './consents.ts'
import { createCustomerDirectory, type CustomerDirectory } from './customers.ts'
import { createFaults, type Faults } from './faults.ts'
import { createInFlight, type InFlight } from './in-flight.ts'
import { createMediaStore, type MediaStore } from './media.ts'
import { createNotices, type Notices } from './notices.ts'
import { createRateLimits, type RateLimits } from './rate-limits.ts'
import { createRequestLog, type RequestLog } from './request-log.ts'
import { createWechatClients, type WechatClients } from './wechat-clients.ts'
import { createWechatTokens, type WechatTokens } from './wechat-tokens.ts'
import { createWechatUserTokens, type WechatUserTokens } from './wechat-user-tokens.ts'

/** Addresses of the company's own pages, by the kind of the app with which they sign people in. */
export type CompanyPages = Partial<Record<WechatApp['kind'], string>>

/** State of the running simulation: data of the company, issued credentials, clients, faults and the log. */
export interface World {
  /** A private copy: calls change it, reset() replaces it. */
  readonly scenario: Scenario
  readonly settings: Settings
  /** What a reset brings back. */
  readonly initialSettings: Settings
  readonly credentials: Credentials
  readonly customers: CustomerDirectory
  readonly codes: Codes<OauthCode>
  readonly jsCodes: Codes<JsCode>
  readonly userTickets: Codes<UserTicket>
  readonly wechatCodes: Codes<WechatCode>
  readonly wechatTokens: WechatTokens
  readonly wechatUserTokens: WechatUserTokens
  readonly wechatClients: WechatClients
  readonly consents: Consents
  readonly inFlight: InFlight
  readonly rateLimits: RateLimits
  readonly bans: Bans
  /** `session_key` by `appId personId`: each sign-in of a person in a mini program makes a new one. */
  readonly sessionKeys: Map<string, string>
  readonly clients: Clients
  readonly faults: Faults
  readonly log: RequestLog
  readonly notices: Notices
  /** What the apps sent to members. */
  readonly appMessages: AppMessages
  /** Uploaded files (临时素材). */
  readonly media: MediaStore
  /** The callback address of the app under test (接收消息); absent: none is saved. */
  receiver: Receiver | undefined
  /** Milliseconds of the simulated clock. */
  now(): number
  /** @param change settings that were already checked */
  changeSettings(change: Partial<Settings>): void
  /**
   * Back to the scenario: data, settings, faults, log and clients. Issued tokens and tickets stay valid, because in
   * WeCom they also survive any change that an admin makes and undoes.
   */
  reset(): void
  /**
   * Replaces the data with saved data. Faults, log and clients are cleared. A later reset() restores the scenario, not
   * the saved data.
   */
  load(saved: Scenario): void
  /** @param listener called after each reset() and load() */
  onRestart(listener: () => void): void
}

/**
 * @param scenario is copied
 * @param proxyHost host and port of the proxy: the trusted domain when the scenario names none
 * @param pages the company's own pages
 */
export function createWorld(scenario: Scenario, proxyHost: string, pages: CompanyPages = {}): World {
  const copy = (): Scenario => {
    const fresh = structuredClone(scenario)
    if (fresh.settings.trustedDomains.length === 0) fresh.settings.trustedDomains = [proxyHost]
    for (const app of fresh.wechatApps ?? []) {
      const page = pages[app.kind]
      if (app.redirectDomains?.length === 0) app.redirectDomains = [proxyHost, ...page ? [new URL(page).host] : []]
    }
    return fresh
  }
  let current = copy()
  const initialSettings = structuredClone(current.settings)
  const now = () => Date.now() + current.settings.clockOffsetMs
  const restartListeners: (() => void)[] = []

  const world: World = {
    get scenario() {
      return current
    },
    get settings() {
      return current.settings
    },
    initialSettings,
    credentials: createCredentials(now),
    customers: createCustomerDirectory(() => current),
    codes: createCodes<OauthCode>(now),
    jsCodes: createCodes<JsCode>(now),
    userTickets: createCodes<UserTicket>(now),
    wechatCodes: createCodes<WechatCode>(now),
    wechatTokens: createWechatTokens(now),
    wechatUserTokens: createWechatUserTokens(now),
    wechatClients: createWechatClients(),
    consents: createConsents(now),
    inFlight: createInFlight(),
    rateLimits: createRateLimits(now),
    bans: createBans(now),
    sessionKeys: new Map<string, string>(),
    clients: createClients(),
    faults: createFaults(),
    log: createRequestLog(),
    notices: createNotices(),
    appMessages: createAppMessages(now),
    media: createMediaStore(now),
    receiver: undefined,
    now,
    changeSettings: change => void (current.settings = { ...current.settings, ...structuredClone(change) }),
    reset: () => startFrom(copy()),
    load: saved => startFrom(structuredClone(saved)),
    onRestart: listener => void restartListeners.push(listener),
  }

  function startFrom(scenario: Scenario): void {
    current = scenario
    world.faults.replace([])
    world.receiver = undefined
    const memories = [
      world.rateLimits, world.bans, world.consents, world.log, world.clients, world.wechatClients, world.appMessages,
      world.media,
    ]
    for (const memory of memories) memory.clear()
    for (const listener of restartListeners) listener()
  }
  return world
}
