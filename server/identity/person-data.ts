import type { Kysely, Transaction } from 'kysely'
import type { Account, UnionId } from '#shared/types/identity.ts'
import type { IdentityChangeTable, IdentityLinkTable, IdentityWithdrawalTable, Schema } from '../storage/sql/schema.ts'
import { eraseChanges } from './append-changes.ts'
import { linksAroundUnionIds } from './find-links.ts'
import { accountColumns, accountKey, accountOf, linkKey, sightingKey } from './observation.ts'

/** Everything stored about a person, decisions included. */
export interface PersonData {
  links: IdentityLinkTable[]
  withdrawals: IdentityWithdrawalTable[]
  changes: IdentityChangeTable[]
}

/** Rows of one account: all of them, or those of one unionid. */
type RowsOf = ReturnType<typeof accountColumns> & Partial<UnionId>

/** An account that is or was said to be the person's. */
interface ClaimedAccount {
  account: Account
  /** It has been decided that it is somebody else's: then only the mistaken claim is about this person. */
  isForeign: boolean
}

/**
 * All rows that name the unionid, or an account that belongs to it or may do so. Of an account that has been decided to be
 * somebody else's, nothing that tells of the other person.
 */
export async function readPerson(database: Kysely<Schema>, unionId: UnionId): Promise<PersonData> {
  const data: PersonData = { links: [], withdrawals: [], changes: [] }
  for (const claimed of await accountsOf(database, unionId)) {
    const columns = rowsOf(claimed, unionId)
    data.links.push(...await database.selectFrom('identityLink').selectAll().where(eb => eb.and(columns)).execute())
    data.withdrawals.push(...await database.selectFrom('identityWithdrawal').selectAll().where(eb => eb.and(columns)).execute())
  }
  for (const link of distinct(data.links)) {
    data.changes.push(...await database.selectFrom('identityChange').selectAll().where(eb => eb.and(link)).orderBy('position').execute())
  }
  return data
}

/**
 * Deletes what `readPerson` finds. An account in open conflict goes too: it may be this person's.
 *
 * @param forget ends what is kept of these accounts outside this database. It is called before anything is deleted, so
 * that whoever erases again after a failure still finds them
 * @param at now, milliseconds since 1970
 * @returns the accounts that were, or are, said to be the person's
 */
export async function erasePerson(transaction: Transaction<Schema>, unionId: UnionId, forget: (accounts: Account[]) => Promise<void>, at: number): Promise<Account[]> {
  const claimed = await accountsOf(transaction, unionId)
  await forget(claimed.filter(({ isForeign }) => !isForeign).map(({ account }) => account))
  const links: IdentityLinkTable[] = []
  for (const one of claimed) {
    const columns = rowsOf(one, unionId)
    links.push(...await transaction.selectFrom('identityLink').selectAll().where(eb => eb.and(columns)).execute())
    await transaction.deleteFrom('identityWithdrawal').where(eb => eb.and(columns)).execute()
  }
  // In the order in which recordLinks writes them, so that the two never wait for each other.
  for (const { firstSeenAt: _first, lastSeenAt: _last, ...key } of links.toSorted((a, b) => sightingKey(a) < sightingKey(b) ? -1 : 1)) {
    await transaction.deleteFrom('identityLink').where(eb => eb.and(key)).execute()
  }
  if (links.length > 0) await eraseChanges(transaction, distinct(links), at)
  return claimed.map(({ account }) => account)
}

function rowsOf({ account, isForeign }: ClaimedAccount, { openPlatform, unionId }: UnionId): RowsOf {
  return isForeign ? { ...accountColumns(account), openPlatform, unionId } : accountColumns(account)
}

/** The links without their sources. */
function distinct(rows: readonly IdentityLinkTable[]) {
  const links = rows.map(({ accountKind, accountScope, accountId, openPlatform, unionId }) => ({ accountKind, accountScope, accountId, openPlatform, unionId }))
  return [...new Map(links.map(link => [linkKey(link), link])).values()]
}

/** In one order everywhere. */
async function accountsOf(database: Kysely<Schema>, { openPlatform, unionId }: UnionId): Promise<ClaimedAccount[]> {
  const said = await database.selectFrom('identityLink').select(['accountKind', 'accountScope', 'accountId']).distinct()
    .where(eb => eb.and({ openPlatform, unionId })).execute()
  const inForce = Map.groupBy(await linksAroundUnionIds(database, [{ openPlatform, unionId }]), row => accountKey(accountOf(row)))
  return said.map(accountOf).sort((a, b) => accountKey(a) < accountKey(b) ? -1 : 1).map((account) => {
    const claims = inForce.get(accountKey(account)) ?? []
    return { account, isForeign: claims.length > 0 && !claims.some(claim => claim.openPlatform === openPlatform && claim.unionId === unionId) }
  })
}
