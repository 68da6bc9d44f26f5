import type { Account, UnionId } from '#shared/types/identity.ts'
import type { IdentityLinkTable } from '../storage/sql/schema.ts'

/** A claim from an answer between servers: this account belongs to this unionid. */
export interface Observation extends UnionId {
  account: Account
  source: string
  /** Milliseconds since 1970. */
  seenAt: number
}

/** @returns a key that is unique for a link */
export function linkKey(row: Omit<IdentityLinkTable, 'source' | 'firstSeenAt' | 'lastSeenAt'>): string {
  return JSON.stringify([row.accountKind, row.accountScope, row.accountId, row.openPlatform, row.unionId])
}

/** @returns a key that is unique for a link and a source */
export function sightingKey(row: Omit<IdentityLinkTable, 'firstSeenAt' | 'lastSeenAt'>): string {
  return `${linkKey(row)} ${row.source}`
}

/** @returns a key that is unique for an account */
export function accountKey({ kind, scope, id }: Account): string {
  return JSON.stringify([kind, scope, id])
}

/** @returns an account in the columns of the tables */
export function accountColumns({ kind, scope, id }: Account) {
  return { accountKind: kind, accountScope: scope, accountId: id }
}

/** @returns the account of a row */
export function accountOf(row: Pick<IdentityLinkTable, 'accountKind' | 'accountScope' | 'accountId'>): Account {
  return { kind: row.accountKind, scope: row.accountScope, id: row.accountId }
}
