/** An id that one app or one corp knows a person by. */
export interface Account {
  kind: 'openId' | 'externalUserId'
  /** The app of an openid, the corp of an external userid: the id means nothing elsewhere. */
  scope: string
  id: string
}

/** What a person can use of the company's in WeChat. */
export type AppKind = 'miniProgram' | 'officialAccount'

/** What our configuration says of an account's app; absent for the corp and for apps that are no longer configured. */
export interface AppLabel {
  appName?: string
  appKind?: AppKind
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

/** A member who has added a customer. */
export interface Follower {
  userId: string
  /** ISO 8601, UTC. */
  since: string
}

/** An account of a person, with everything that speaks for it. */
export interface LinkedAccount extends Account, AppLabel {
  sources: LinkSource[]
  /** Only in the sidebar, of an account that somebody else was said to have, too. */
  decision?: AccountDecision
  /** Only for systems that ask for one person, and only of customers of the corp; asked of WeCom. */
  followers?: Follower[] | 'unavailable'
}

/** One of those an account is said to belong to. */
export interface IdentityClaim extends UnionId {
  sources: LinkSource[]
}

/** Whose an account is has been decided: by an admin, or by a system with a key. */
export interface AccountDecision {
  /** The admin's userid, or `api-key:<id>`. */
  by: string
  /** ISO 8601, UTC. */
  at: string
  /** Everybody it was said to belong to; the first is the one it was decided for. */
  claims: IdentityClaim[]
}

/** An account that is said to belong to several people: it counts as nobody's until somebody decides. */
export interface IdentityConflict {
  account: Account & AppLabel
  claims: IdentityClaim[]
}

/** Everything known of one person (GET /api/identities/:unionId). */
export interface Person extends UnionId {
  /** Oldest link first. */
  accounts: LinkedAccount[]
  /** Accounts that are also claimed for somebody else. */
  conflicts: IdentityConflict[]
}

/** Something that happened to the link between an account and a unionid (GET /api/identities/changes). */
export type IdentityChange = {
  /** ISO 8601, UTC. */
  at: string
  openPlatform: string
} & ({
  /** Somebody said so for the first time; an admin or a system says that it is wrong, or which of several holds. */
  change: 'linked' | 'withdrawn' | 'kept'
  account: Account & AppLabel
  unionId: string
  /** The source that said so, or who decided. */
  by: string
} | {
  /** Nothing is kept of such a person but lower-case hex SHA-256 hashes: who holds the ids finds what to delete. */
  change: 'erased'
  account: Pick<Account, 'kind' | 'scope'> & { idSha256: string }
  unionIdSha256: string
})

/** The same person elsewhere (GET /api/customers/:externalUserId/identities). */
export interface CustomerIdentities {
  externalUserId: string
  /** Absent when WeCom never sent one, or when it is in conflict. */
  unionId?: string
  /** The customer itself and its openids, oldest link first. */
  accounts: LinkedAccount[]
  conflicts: IdentityConflict[]
}

/** POST /api/customers/:externalUserId/identities/resolution → CustomerIdentities afterwards: whose the account is. */
export interface IdentityDecision extends UnionId {
  account: Account
}
