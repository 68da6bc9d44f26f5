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
  /** The app's 可见范围. */
  visibleUserIds: 'all' | string[]
  /** 微信开发者ID 绑定: the official account or mini program whose unionids are sent (doc 92114). */
  developerAccount: 'bound' | 'unbound' | 'otherSubject'
  /** Third-party apps get no unionid and no avatar, and gender is always 0. */
  appKind: 'selfBuilt' | 'thirdParty'
  /** Created before 2022-06-20: user/get still sends avatar, gender, mobile and e-mail (doc 90196). */
  appCreatedBefore20220620: boolean
  accessTokenSeconds: number
  ticketSeconds: number
  codeSeconds: number
  /** Fetches of each ticket per app and hour before 45009 (doc 90312). */
  ticketsPerHour: number
  /** Added to each answer of the server API. */
  latencyMs: number
  /** Moves the simulated clock forward: lets tokens, tickets and codes expire without waiting. */
  clockOffsetMs: number
}

/** A healthy, complete set-up. */
export const healthySettings: Settings = {
  trustedDomains: [],
  trustedIps: 'all',
  customerContactApp: true,
  customerContactUserIds: 'all',
  visibleUserIds: 'all',
  developerAccount: 'bound',
  appKind: 'selfBuilt',
  appCreatedBefore20220620: false,
  accessTokenSeconds: 7200,
  ticketSeconds: 7200,
  codeSeconds: 300,
  ticketsPerHour: 100,
  latencyMs: 0,
  clockOffsetMs: 0,
}
