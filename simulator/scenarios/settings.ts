/** Switches of the admin console and limits of the platform. They can be changed at any time. */
export interface Settings {
  /** Exact hosts (with port) of the app under test: OAuth redirect and JS-SDK. Empty: the proxy's own host. */
  trustedDomains: string[]
  /** 企业可信IP; other addresses get 60020. */
  trustedIps: 'all' | string[]
  /** The app is listed in 客户联系 → 可调用接口的应用; otherwise 48002. */
  customerContactApp: boolean
  /** 客户联系 → 权限配置 → 使用范围. */
  customerContactUserIds: 'all' | string[]
  /** Members without a 互通账号 licence: batch/get_by_user leaves them out (doc 92994). */
  unlicensedUserIds: string[]
  /** The switch of the app: 已启用. */
  appEnabled: boolean
  /** The app's 可见范围. */
  visibleUserIds: 'all' | string[]
  /** 微信开发者ID 绑定: the official account or mini program whose unionids are sent (doc 92114). */
  developerAccount: 'bound' | 'unbound' | 'otherSubject'
  /** Third-party apps get no unionid and no avatar, and gender is always 0. */
  appKind: 'selfBuilt' | 'thirdParty'
  /** Created before 2022-06-20: user/get still sends avatar, gender, mobile and e-mail (doc 90196). */
  appCreatedBefore20220620: boolean
  /** The app is listed in 微信客服 → 可调用接口的应用. */
  kfApp: boolean
  /** Fields that the admin lets auth/getuserdetail send (doc 95833). */
  sensitiveFields: SensitiveField[]
  accessTokenSeconds: number
  ticketSeconds: number
  codeSeconds: number
  /** Fetches of each ticket per app and hour before 45009 (doc 90312). */
  ticketsPerHour: number
  /** The same for the company's ticket, all apps together. */
  corpTicketsPerHour: number
  /** Calls of one API by one company (doc 90312); more: 45009. */
  callsPerMinute: number
  callsPerHour: number
  /** The same for single APIs, by path. */
  callsPerMinuteOf: Record<string, number>
  /** Calls of one API from one address (doc 90312). */
  callsPerMinutePerIp: number
  callsPerHourPerIp: number
  /** Wrong secrets from one address in an hour; after that the address is banned for an hour (doc 90313). */
  wrongSecretsPerHour: number
  /** Messages of one app to one member (doc 90236); further ones are dropped, and the call says ok. */
  memberMessagesPerMinute: number
  memberMessagesPerHour: number
  /** Messages of one app, each receiver counted (doc 90236: 200 for each account of the company); more: 45009. */
  messagesPerDay: number
  /** Calls of sns/jscode2session for one person; more: 45011. */
  jsCodesPerMinute: number
  /** Calls of sns/oauth2/access_token by one app; more: 45011. */
  wechatCodesPerMinute: number
  /** False: as for older apps, sns/oauth2/access_token sends no unionid, and only sns/userinfo does. */
  unionIdWithToken: boolean
  /** Added to each answer of the server API. */
  latencyMs: number
  /** Moves the simulated clock forward, so that tokens, tickets and codes expire at once. */
  clockOffsetMs: number
  /** Time limit for the receiver of callbacks (doc 90930); tests use shorter values. */
  callbackTimeoutMs: number
  /** The same for the verification of its URL. */
  callbackVerifyTimeoutMs: number
  /** The network between the web view and the app. */
  clientNetwork: ClientNetwork
  /** Cookies of the app that the web view does not keep, by name without `__Host-`. */
  lostCookies: string[]
  /** The web view opens the address after a sign-in twice. */
  doublesRedirects: boolean
  /** The back key of a phone leaves the page without a look at its history, unless the page says no. */
  leavesAtBack: boolean
  /** Events wait until `POST /simulator/callback/deliver`. */
  callbackPaused: boolean
}

/** Networks of the simulated client, from fast to none. */
export const clientNetworks = ['full', '4g', '3g', 'offline'] as const
export type ClientNetwork = typeof clientNetworks[number]

/** Personal fields of a member (doc 95833). */
export const sensitiveFields = ['gender', 'avatar', 'qr_code', 'mobile', 'email', 'biz_mail', 'address'] as const
export type SensitiveField = typeof sensitiveFields[number]

/** The settings of a company without faults. */
export const healthySettings: Settings = {
  trustedDomains: [],
  trustedIps: 'all',
  customerContactApp: true,
  customerContactUserIds: 'all',
  unlicensedUserIds: [],
  appEnabled: true,
  visibleUserIds: 'all',
  developerAccount: 'bound',
  appKind: 'selfBuilt',
  appCreatedBefore20220620: false,
  kfApp: true,
  sensitiveFields: [...sensitiveFields],
  accessTokenSeconds: 7200,
  ticketSeconds: 7200,
  codeSeconds: 300,
  ticketsPerHour: 100,
  corpTicketsPerHour: 400,
  callsPerMinute: 10_000,
  callsPerHour: 150_000,
  callsPerMinuteOf: {},
  callsPerMinutePerIp: 20_000,
  callsPerHourPerIp: 600_000,
  wrongSecretsPerHour: 20,
  memberMessagesPerMinute: 30,
  memberMessagesPerHour: 1_000,
  messagesPerDay: 300_000,
  jsCodesPerMinute: 100,
  wechatCodesPerMinute: 50_000,
  unionIdWithToken: true,
  latencyMs: 0,
  clockOffsetMs: 0,
  callbackTimeoutMs: 5_000,
  callbackVerifyTimeoutMs: 1_000,
  clientNetwork: 'full',
  lostCookies: [],
  doublesRedirects: false,
  leavesAtBack: false,
  callbackPaused: false,
}
