import type { Kysely } from 'kysely'
import type { Account, IdentityConflict, LinkedAccount, LinkSource, Person, UnionId } from '#shared/types/identity.ts'
import type { IdentityLinkTable, Schema } from '../storage/sql/schema.ts'
import { linksOfAccounts, linksAroundUnionIds } from './find-links.ts'
import { accountKey, accountOf, sightingKey } from './observation.ts'

/** What is known of an account: whose it is, or that it is in conflict. */
export type Ownership = { owner: UnionId } | { conflict: IdentityConflict }

/**
 * People by unionid, in the order asked; nobody has heard of those that are undefined. Two open-platform accounts never
 * share a person, nor do two corps an account, because both belong to what a link is found by.
 */
export async function findPeople(database: Kysely<Schema>, unionIds: readonly UnionId[]): Promise<(Person | undefined)[]> {
  // Whether an account is in conflict shows only among all its claims, those for other people included.
  const rowsOf = byAccount(await linksAroundUnionIds(database, unionIds))
  const accountsOf = new Map<string, Set<IdentityLinkTable[]>>()
  for (const rows of rowsOf.values()) {
    for (const key of rows.map(unionIdKey)) accountsOf.set(key, (accountsOf.get(key) ?? new Set()).add(rows))
  }
  return unionIds.map((unionId) => {
    const accounts = accountsOf.get(unionIdKey(unionId))
    return accounts && toPerson(unionId, [...accounts])
  })
}

/** Whose accounts these are, in the order asked; undefined for accounts without any link in force. */
export async function findOwners(database: Kysely<Schema>, accounts: readonly Account[]): Promise<(Ownership | undefined)[]> {
  const rowsOf = byAccount(await linksOfAccounts(database, accounts))
  return accounts.map((account) => {
    const rows = rowsOf.get(accountKey(account))
    if (!rows) return undefined
    const { claims } = toConflict(rows)
    return claims.length > 1 ? { conflict: toConflict(rows) } : { owner: unionIdOf(rows[0]!) }
  })
}

function toPerson({ openPlatform, unionId }: UnionId, groups: IdentityLinkTable[][]): Person {
  const person: Person = { openPlatform, unionId, accounts: [], conflicts: [] }
  for (const rows of groups) {
    const conflict = toConflict(rows)
    if (conflict.claims.length > 1) person.conflicts.push(conflict)
    else person.accounts.push(toLinkedAccount(rows))
  }
  person.accounts.sort((a, b) => bySighting(a) < bySighting(b) ? -1 : 1)
  return person
}

/** Earliest first; those of one moment in the same order everywhere. */
function bySighting(account: LinkedAccount): string {
  return account.sources[0]!.firstSeenAt + accountKey(account)
}

function toLinkedAccount(rows: IdentityLinkTable[]): LinkedAccount {
  return { ...accountOf(rows[0]!), sources: toSources(rows) }
}

/** @param rows the links of one account, one or more */
export function toConflict(rows: IdentityLinkTable[]): IdentityConflict {
  const claims = [...Map.groupBy(rows, unionIdKey).values()].map(claim => ({ ...unionIdOf(claim[0]!), sources: toSources(claim) }))
  return { account: accountOf(rows[0]!), claims }
}

function toSources(rows: IdentityLinkTable[]): LinkSource[] {
  return rows.toSorted((a, b) => a.firstSeenAt - b.firstSeenAt).map(({ source, firstSeenAt, lastSeenAt }) =>
    ({ source, firstSeenAt: new Date(firstSeenAt).toISOString(), lastSeenAt: new Date(lastSeenAt).toISOString() }))
}

function byAccount(rows: IdentityLinkTable[]): Map<string, IdentityLinkTable[]> {
  // Several batches may have found the same link.
  const unique = new Map(rows.map(row => [sightingKey(row), row]))
  return Map.groupBy(unique.values(), row => accountKey(accountOf(row)))
}

function unionIdOf({ openPlatform, unionId }: UnionId): UnionId {
  return { openPlatform, unionId }
}

function unionIdKey({ openPlatform, unionId }: UnionId): string {
  return JSON.stringify([openPlatform, unionId])
}
