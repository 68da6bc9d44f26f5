/** A fact: `source` said, between these two moments, that the account belongs to the unionid. Times are milliseconds since 1970. */
export interface IdentityLinkTable {
  accountKind: 'openId' | 'externalUserId'
  /** The app of an openid, the corp of an external userid. */
  accountScope: string
  accountId: string
  /** The open-platform account within which the unionid means something. */
  openPlatform: string
  unionId: string
  source: string
  firstSeenAt: number
  lastSeenAt: number
}

/** A decision: whatever any source says, the account does not belong to the unionid. */
export interface IdentityWithdrawalTable {
  accountKind: IdentityLinkTable['accountKind']
  accountScope: string
  accountId: string
  openPlatform: string
  unionId: string
  withdrawnBy: string
  withdrawnAt: number
}

/** An entry of the feed: what happened to the link between an account and a unionid. Never changed, only erased. */
export interface IdentityChangeTable {
  /** Orders the feed; there are gaps. */
  position: number
  /** Milliseconds since 1970. */
  at: number
  change: 'linked' | 'withdrawn' | 'kept' | 'erased'
  accountKind: IdentityLinkTable['accountKind']
  accountScope: string
  /** Of an erased account, its SHA-256 instead. */
  accountId: string
  openPlatform: string
  /** Of an erased person, its SHA-256 instead. */
  unionId: string
  /** The source that said so, or who decided. */
  by: string | null
}

/** The last position given out: one row, whose lock is the turn to write. */
export interface IdentityChangeEndTable {
  feed: 'identities'
  position: number
}

/** A text that members send often. */
export interface QuickReplyTable {
  id: string
  corpId: string
  /** The member whose own it is; null: the corp's. */
  ownerUserId: string | null
  text: string
  /** Milliseconds since 1970. */
  createdAt: number
}

/** When a member sent a reply last (milliseconds since 1970). */
export interface QuickReplyUseTable {
  replyId: string
  userId: string
  usedAt: number
}

/** The full sync of a corp: who runs it, and the run in progress or, when none is, the last one. */
export interface IdentitySyncTable {
  corpId: string
  /** Who runs it; null when nobody does. */
  holder: string | null
  /** Grows for as long as the holder lives. */
  beat: number
  /** Milliseconds since 1970, as all moments here. */
  startedAt: number | null
  /** Null while the run is not finished, whether somebody is at it or not. */
  finishedAt: number | null
  /** The run was given up, for now. */
  failedAt: number | null
  /** WeCom throttles until then. */
  waitingUntil: number | null
  /** What the run before this one counted; 0 without one. */
  expectedCustomers: number
}

/** Up to a hundred members of a run, how far it has come with them and what it has counted. */
export interface IdentitySyncBatchTable {
  corpId: string
  position: number
  /** JSON list. */
  userIds: string
  members: number
  /** WeCom's; empty at the beginning. */
  cursor: string
  done: 0 | 1
  restarts: number
  pages: number
  customers: number
  withUnionId: number
}

/** A member without whose customers a run had to go on. */
export interface IdentitySyncSkipTable {
  corpId: string
  userId: string
  /** WeCom's, of its refusal. */
  errcode: number
}

/** Every table, in our names; columns are their snake_case forms. */
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
