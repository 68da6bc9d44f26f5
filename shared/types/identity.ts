/** An id that one app or one corp uses for a person. */
export interface Account {
  kind: 'openId' | 'externalUserId'
  /** The app of an openid, or the corp of an external userid: the id is valid only there. */
  scope: string
  id: string
}

/** A kind of app that the company has in WeChat: 小程序, 公众号, 网站应用, 移动应用. */
export type AppKind = 'miniProgram' | 'officialAccount' | 'website' | 'mobileApp'

/** The app of an account, from our configuration; absent for the corp and for apps that are no longer configured. */
export interface AppLabel {
  appName?: string
  appKind?: AppKind
}

/** A person's id in one open-platform account (微信开放平台); the same unionid in another account is another person. */
export interface UnionId {
  /** Our name for the open-platform account: the one called `main` has the app that is bound in WeCom. */
  openPlatform: string
  unionId: string
}

/** A source that says that an account belongs to a unionid, and when it said so. Times are ISO 8601, UTC. */
export interface LinkSource {
  /** The WeCom or WeChat API that answered so (`externalcontact/get`, `jscode2session`, …), or `api-key:<id>`. */
  source: string
  firstSeenAt: string
  lastSeenAt: string
}

/** A member who has added a customer. */
export interface Follower {
  userId: string
  /** ISO 8601, UTC. */
  since: string
}

/** An account of a person, with all the sources that link it. */
export interface LinkedAccount extends Account, AppLabel {
  sources: LinkSource[]
  /** Only in the sidebar, and only if there was a conflict about the account. */
  decision?: AccountDecision
  /** From WeCom; only for systems that ask for one person, and only for customers of the corp. */
  followers?: Follower[] | 'unavailable'
}

/** A person that an account may belong to, with the sources that say so. */
export interface IdentityClaim extends UnionId {
  sources: LinkSource[]
}

/** The decision, by an admin or by a system with a key, to which person an account belongs. */
export interface AccountDecision {
  /** The admin's userid, or `api-key:<id>`. */
  by: string
  /** ISO 8601, UTC. */
  at: string
  /** All persons that the account could belong to; the first is the chosen one. */
  claims: IdentityClaim[]
}

/** An account that several persons are linked to. Until someone decides, it belongs to none of them. */
export interface IdentityConflict {
  account: Account & AppLabel
  claims: IdentityClaim[]
}

/** Everything that we know about one person (GET /api/identities/:unionId). */
export interface Person extends UnionId {
  /** Oldest link first. */
  accounts: LinkedAccount[]
  /** Accounts that are also linked to another person. */
  conflicts: IdentityConflict[]
}

/** A change of the link between an account and a unionid (GET /api/identities/changes). */
export type IdentityChange = {
  /** ISO 8601, UTC. */
  at: string
  openPlatform: string
} & ({
  /** `linked`: seen for the first time. An admin or a system decided: `withdrawn`: wrong; `kept`: right. */
  change: 'linked' | 'withdrawn' | 'kept'
  account: Account & AppLabel
  unionId: string
  /** The source of the link, or the admin or system that decided. */
  by: string
} | {
  /** Of an erased person we keep only lower-case hex SHA-256 hashes: other systems find with them what to delete. */
  change: 'erased'
  account: Pick<Account, 'kind' | 'scope'> & { idSha256: string }
  unionIdSha256: string
})

/** The customer's accounts in all apps (GET /api/customers/:externalUserId/identities). */
export interface CustomerIdentities {
  externalUserId: string
  /** Absent when WeCom never sent one, or when it is in conflict. */
  unionId?: string
  /** The customer itself and its openids, oldest link first. */
  accounts: LinkedAccount[]
  conflicts: IdentityConflict[]
}

/** POST /api/customers/:externalUserId/identities/resolution → CustomerIdentities: the person that owns the account. */
export interface IdentityDecision extends UnionId {
  account: Account
}
