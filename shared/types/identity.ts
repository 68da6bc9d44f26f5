/** An id that one app or one corp knows a person by. */
export interface Account {
  kind: 'openId' | 'externalUserId'
  /** The app of an openid, the corp of an external userid: the id means nothing elsewhere. */
  scope: string
  id: string
}

/** A person as one open-platform account (微信开放平台) knows it; another account's unionids are other people's. */
export interface UnionId {
  /** Our name of the open-platform account: `main` is the one whose app is bound in WeCom. */
  openPlatform: string
  unionId: string
}

/** Who says that an account belongs to a unionid, and since when. Times are ISO 8601, UTC. */
export interface LinkSource {
  /** The WeCom or WeChat API that answered so (`externalcontact/get`, `jscode2session`, …), or `api-key:<id>`. */
  source: string
  firstSeenAt: string
  lastSeenAt: string
}

/** An account of a person, with everything that speaks for it. */
export interface LinkedAccount extends Account {
  /** The app's name in our configuration; absent for the corp and for apps that are no longer configured. */
  appName?: string
  sources: LinkSource[]
}

/** An account that is said to belong to several people: it counts as nobody's until somebody decides. */
export interface IdentityConflict {
  account: Account & { appName?: string }
  claims: (UnionId & { sources: LinkSource[] })[]
}

/** Everything known of one person (GET /api/identities/:unionId). */
export interface Person extends UnionId {
  /** Oldest link first. */
  accounts: LinkedAccount[]
  /** Accounts that are also claimed for somebody else. */
  conflicts: IdentityConflict[]
}

/** The same person elsewhere (GET /api/customers/:externalUserId/identities). */
export interface CustomerIdentities {
  /** Absent when WeCom never sent one, or when it is in conflict. */
  unionId?: string
  /** The customer itself and its openids, oldest link first. */
  accounts: LinkedAccount[]
  conflicts: IdentityConflict[]
}
