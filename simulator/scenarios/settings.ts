/** The switches of the admin console and the conditions of the platform, changeable while it runs. */
export interface Settings {
  /** Exact hosts (with port) of the app under test: OAuth redirect and JS-SDK. Empty: the proxy's own host. */
  trustedDomains: string[]
  /** 企业可信IP; others get 60020. */
  trustedIps: 'all' | string[]
  /** The app is listed in 客户联系 → 可调用接口的应用; else 48002. */
  customerContactApp: boolean
  /** 客户联系 → 权限配置 → 使用范围. */
  customerContactUserIds: 'all' | string[]
  /** Members without a licence of the kind 互通账号: left out of batch/get_by_user (doc 92994). */
  unlicensedUserIds: string[]
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
  /** What the admin lets auth/getuserdetail send (doc 95833). */
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
  /** Wrong secrets from one address within an hour; then every call from there is refused for an hour (doc 90313). */
  wrongSecretsPerHour: number
  /** Calls of sns/jscode2session for one person; more: 45011. */
  jsCodesPerMinute: number
  /** Added to each answer of the server API. */
  latencyMs: number
  /** Moves the simulated clock forward: lets tokens, tickets and codes expire without waiting. */
  clockOffsetMs: number
  /** How long the receiver of callbacks may take (doc 90930); shorter values keep tests quick. */
  callbackTimeoutMs: number
  /** The same for the verification of its URL. */
  callbackVerifyTimeoutMs: number
  /** Events wait until `POST /simulator/callback/deliver`. */
  callbackPaused: boolean
}

export type SensitiveField = 'gender' | 'avatar' | 'qr_code' | 'mobile' | 'email' | 'biz_mail' | 'address'

export const sensitiveFields: SensitiveField[] = ['gender', 'avatar', 'qr_code', 'mobile', 'email', 'biz_mail', 'address']

/** A healthy, complete set-up. */
export const healthySettings: Settings = {
  trustedDomains: [],
  trustedIps: 'all',
  customerContactApp: true,
  customerContactUserIds: 'all',
  unlicensedUserIds: [],
  visibleUserIds: 'all',
  developerAccount: 'bound',
  appKind: 'selfBuilt',
  appCreatedBefore20220620: false,
  kfApp: true,
  sensitiveFields,
  accessTokenSeconds: 7200,
  ticketSeconds: 7200,
  codeSeconds: 300,
  ticketsPerHour: 100,
  corpTicketsPerHour: 400,
  callsPerMinute: 10_000,
  callsPerHour: 150_000,
  callsPerMinuteOf: {},
  callsPerMinutePerIp: 20_000,
  wrongSecretsPerHour: 20,
  jsCodesPerMinute: 100,
  latencyMs: 0,
  clockOffsetMs: 0,
  callbackTimeoutMs: 5_000,
  callbackVerifyTimeoutMs: 1_000,
  callbackPaused: false,
}
