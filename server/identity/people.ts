import type { Kysely } from 'kysely'
import type { Account, IdentityConflict, LinkedAccount, LinkSource, Person, UnionId } from '#shared/types/identity.ts'
import type { IdentityLinkTable, Schema } from '../storage/sql/schema.ts'
import { linksOfAccounts, linksOfUnionIds } from './find-links.ts'
import { accountKey, accountOf } from './observation.ts'

/** What is known of an account: whose it is, or that it is in conflict. */
export type Ownership = { owner: UnionId } | { conflict: IdentityConflict }

/**
 * People by unionid, in the order asked; nobody has heard of those that are undefined. Two open-platform accounts never
 * share a person, nor do two corps an account, because both belong to what a link is found by.
 */
export async function findPeople(database: Kysely<Schema>, unionIds: readonly UnionId[]): Promise<(Person | undefined)[]> {
  const claimed = await linksOfUnionIds(database, unionIds)
  const accounts = new Map(claimed.map(row => [accountKey(accountOf(row)), accountOf(row)]))
  // Whether an account is in conflict shows only among all its claims, those for other people included.
  const rowsOf = byAccount(await linksOfAccounts(database, [...accounts.values()]))
  const accountsOf = Map.groupBy(claimed, unionIdKey)
  return unionIds.map((unionId) => {
    const keys = new Set((accountsOf.get(unionIdKey(unionId)) ?? []).map(row => accountKey(accountOf(row))))
    return keys.size === 0 ? undefined : toPerson(unionId, [...keys].map(key => rowsOf.get(key) ?? []))
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
  for (const rows of groups.filter(group => group.length > 0)) {
    const conflict = toConflict(rows)
    if (conflict.claims.length > 1) person.conflicts.push(conflict)
    else person.accounts.push(toLinkedAccount(rows))
  }
  person.accounts.sort((a, b) => a.sources[0]!.firstSeenAt < b.sources[0]!.firstSeenAt ? -1 : 1)
  return person
}

function toLinkedAccount(rows: IdentityLinkTable[]): LinkedAccount {
  return { ...accountOf(rows[0]!), sources: toSources(rows) }
}

function toConflict(rows: IdentityLinkTable[]): IdentityConflict {
  const claims = [...Map.groupBy(rows, unionIdKey).values()].map(claim => ({ ...unionIdOf(claim[0]!), sources: toSources(claim) }))
  return { account: accountOf(rows[0]!), claims }
}

function toSources(rows: IdentityLinkTable[]): LinkSource[] {
  return rows.toSorted((a, b) => a.firstSeenAt - b.firstSeenAt).map(({ source, firstSeenAt, lastSeenAt }) =>
    ({ source, firstSeenAt: new Date(firstSeenAt).toISOString(), lastSeenAt: new Date(lastSeenAt).toISOString() }))
}

function byAccount(rows: IdentityLinkTable[]): Map<string, IdentityLinkTable[]> {
  return Map.groupBy(rows, row => accountKey(accountOf(row)))
}

function unionIdOf({ openPlatform, unionId }: UnionId): UnionId {
  return { openPlatform, unionId }
}

function unionIdKey({ openPlatform, unionId }: UnionId): string {
  return JSON.stringify([openPlatform, unionId])
}
