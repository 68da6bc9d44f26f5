import type { Account, UnionId } from '#shared/types/identity.ts'
import type { IdentityLinkTable } from '../storage/sql/schema.ts'

/** A server-to-server answer said that an account belongs to a unionid. */
export interface Observation extends UnionId {
  account: Account
  source: string
  /** Milliseconds since 1970. */
  seenAt: number
}

/** How links are found, for rows and for comparing: no two different links have the same key. */
export function linkKey(row: Omit<IdentityLinkTable, 'source' | 'firstSeenAt' | 'lastSeenAt'>): string {
  return JSON.stringify([row.accountKind, row.accountScope, row.accountId, row.openPlatform, row.unionId])
}

/** No two different sightings, of links or of their sources, have the same key. */
export function sightingKey(row: Omit<IdentityLinkTable, 'firstSeenAt' | 'lastSeenAt'>): string {
  return `${linkKey(row)} ${row.source}`
}

export function accountKey({ kind, scope, id }: Account): string {
  return JSON.stringify([kind, scope, id])
}

export function accountColumns({ kind, scope, id }: Account) {
  return { accountKind: kind, accountScope: scope, accountId: id }
}

export function accountOf(row: Pick<IdentityLinkTable, 'accountKind' | 'accountScope' | 'accountId'>): Account {
  return { kind: row.accountKind, scope: row.accountScope, id: row.accountId }
}
