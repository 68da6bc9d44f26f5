import type { Kysely } from 'kysely'
import type { Account, IdentityConflict, LinkedAccount, LinkSource, Person, UnionId } from '#shared/types/identity.ts'
import type { IdentityLinkTable, Schema } from '../storage/sql/schema.ts'
import { linksOfAccounts, linksAroundUnionIds } from './find-links.ts'
import { accountKey, accountOf, sightingKey } from './observation.ts'

/** The person of an account, or the conflict about it. */
export type Ownership = { owner: UnionId } | { conflict: IdentityConflict }

/**
 * Finds people by unionid. The keys of links include the open platform and the corp, so people of two platforms and
 * accounts of two corps never mix.
 *
 * @returns in the order of `unionIds`; undefined for unknown ones
 */
export async function findPeople(
  database: Kysely<Schema>, unionIds: readonly UnionId[],
): Promise<(Person | undefined)[]> {
  // A conflict is visible only among all claims to an account, also those for other people.
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

/** @returns in the order of `accounts`; undefined for accounts without a valid link */
export async function findOwners(
  database: Kysely<Schema>, accounts: readonly Account[],
): Promise<(Ownership | undefined)[]> {
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

/** Sorts the earliest first; at equal times the order does not depend on the database. */
function bySighting(account: LinkedAccount): string {
  return account.sources[0]!.firstSeenAt + accountKey(account)
}

function toLinkedAccount(rows: IdentityLinkTable[]): LinkedAccount {
  return { ...accountOf(rows[0]!), sources: toSources(rows) }
}

/**
 * Lists the claims to an account; it is a conflict when there are two or more.
 *
 * @param rows the links of one account, one or more
 */
export function toConflict(rows: IdentityLinkTable[]): IdentityConflict {
  const groups = [...Map.groupBy(rows, unionIdKey).values()]
  const claims = groups.map(claim => ({ ...unionIdOf(claim[0]!), sources: toSources(claim) }))
  return { account: accountOf(rows[0]!), claims }
}

function toSources(rows: IdentityLinkTable[]): LinkSource[] {
  return rows.toSorted((a, b) => a.firstSeenAt - b.firstSeenAt).map(({ source, firstSeenAt, lastSeenAt }) =>
    ({ source, firstSeenAt: toIso(firstSeenAt), lastSeenAt: toIso(lastSeenAt) }))
}

function toIso(at: number): string {
  return new Date(at).toISOString()
}

function byAccount(rows: IdentityLinkTable[]): Map<string, IdentityLinkTable[]> {
  // Two batches can find the same link.
  const unique = new Map(rows.map(row => [sightingKey(row), row]))
  return Map.groupBy(unique.values(), row => accountKey(accountOf(row)))
}

function unionIdOf({ openPlatform, unionId }: UnionId): UnionId {
  return { openPlatform, unionId }
}

function unionIdKey({ openPlatform, unionId }: UnionId): string {
  return JSON.stringify([openPlatform, unionId])
}
