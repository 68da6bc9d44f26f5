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

/** Every table, in our names; columns are their snake_case forms. */
export interface Schema {
  identityLink: IdentityLinkTable
  identityWithdrawal: IdentityWithdrawalTable
  schemaMigration: { name: string }
}
