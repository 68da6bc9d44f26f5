/**
 * A fact: between these two moments `source` said that the account belongs to the unionid. Times are milliseconds since
 * 1970.
 */
export interface IdentityLinkTable {
  accountKind: 'openId' | 'externalUserId'
  /** The app of an openid, or the corp of an external userid. */
  accountScope: string
  accountId: string
  /** The open-platform account that the unionid belongs to. */
  openPlatform: string
  unionId: string
  source: string
  firstSeenAt: number
  lastSeenAt: number
}

/** A decision: the account does not belong to the unionid, whatever a source says. */
export interface IdentityWithdrawalTable {
  accountKind: IdentityLinkTable['accountKind']
  accountScope: string
  accountId: string
  openPlatform: string
  unionId: string
  withdrawnBy: string
  withdrawnAt: number
}

/** An entry of the feed: a change of the link between an account and a unionid. Entries are erased, never changed. */
export interface IdentityChangeTable {
  /** The order of the feed; there are gaps. */
  position: number
  /** Milliseconds since 1970. */
  at: number
  change: 'linked' | 'withdrawn' | 'kept' | 'erased'
  accountKind: IdentityLinkTable['accountKind']
  accountScope: string
  /** For an erased account: its SHA-256. */
  accountId: string
  openPlatform: string
  /** For an erased person: its SHA-256. */
  unionId: string
  /** The source of a fact, or the member or system that decided. */
  by: string | null
}

/** The last position in use: one row. Its lock serialises writers. */
export interface IdentityChangeEndTable {
  feed: 'identities'
  position: number
}

/** A text that members use often. */
export interface QuickReplyTable {
  id: string
  corpId: string
  /** The member who owns it; null: the corp. */
  ownerUserId: string | null
  text: string
  /** Milliseconds since 1970. */
  createdAt: number
}

/** When a member last sent a reply (milliseconds since 1970). */
export interface QuickReplyUseTable {
  replyId: string
  userId: string
  usedAt: number
}

/** The full sync of a corp: its holder, and the current run or else the last one. */
export interface IdentitySyncTable {
  corpId: string
  /** The process that runs it; null without one. */
  holder: string | null
  /** Increases while the holder lives. */
  beat: number
  /** Milliseconds since 1970, like all times here. */
  startedAt: number | null
  /** Null until the run is finished, also while no process works on it. */
  finishedAt: number | null
  /** The run was stopped after an error; it continues later. */
  failedAt: number | null
  /** WeCom throttles until this time. */
  waitingUntil: number | null
  /** Number of customers of the previous run; 0 without one. */
  expectedCustomers: number
}

/** Up to a hundred members of a run, with progress and counts. */
export interface IdentitySyncBatchTable {
  corpId: string
  position: number
  /** JSON list. */
  userIds: string
  members: number
  /** The cursor of WeCom's list; empty at the beginning. */
  cursor: string
  done: 0 | 1
  restarts: number
  pages: number
  customers: number
  withUnionId: number
}

/** A member whose customers a run had to leave out. */
export interface IdentitySyncSkipTable {
  corpId: string
  userId: string
  /** Of WeCom's refusal. */
  errcode: number
}

/** All tables in camelCase; in the database the names are in snake_case. */
export interface Schema {
  identityLink: IdentityLinkTable
  identityWithdrawal: IdentityWithdrawalTable
  identityChange: IdentityChangeTable
  identityChangeEnd: IdentityChangeEndTable
  quickReply: QuickReplyTable
  quickReplyUse: QuickReplyUseTable
  identitySync: IdentitySyncTable
  identitySyncBatch: IdentitySyncBatchTable
  identitySyncSkip: IdentitySyncSkipTable
  schemaMigration: { name: string }
}
