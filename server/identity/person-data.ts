import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Account, UnionId } from '#shared/types/identity.ts'
import type { IdentityChangeTable, IdentityLinkTable, IdentityWithdrawalTable, Schema } from '../storage/sql/schema.ts'
import type { ReminderTable } from '../storage/sql/reminder-schema.ts'
import type {
  CallbackEventTable, CustomerFieldTable, CustomerNoteTable, CustomerNoteVersionTable, CustomerStageTable,
  TimelineEntryTable,
} from '../storage/sql/story-schema.ts'
import { eraseChanges } from './append-changes.ts'
import { linksAroundUnionIds } from './find-links.ts'
import { accountColumns, accountKey, accountOf, linkKey, sightingKey } from './observation.ts'

/** What the graph stores about a person, also decisions. */
export interface PersonLinks {
  links: IdentityLinkTable[]
  withdrawals: IdentityWithdrawalTable[]
  changes: IdentityChangeTable[]
}

/** What members and systems wrote about a person, private notes included. */
export interface PersonStory {
  timeline: TimelineEntryTable[]
  notes: CustomerNoteTable[]
  noteVersions: CustomerNoteVersionTable[]
  stages: Selectable<CustomerStageTable>[]
  fields: CustomerFieldTable[]
  reminders: ReminderTable[]
  /** Of WeCom, not worked on yet. */
  callbackEvents: CallbackEventTable[]
}

/** Everything stored about a person. */
export interface PersonData extends PersonLinks, PersonStory {}

/** Deletes what other places keep about accounts. It may use the transaction in which the links are deleted. */
export type ForgetAccounts = (accounts: Account[], transaction: Transaction<Schema>) => Promise<void>

/** Rows of one account: all of them, or those of one unionid. */
type RowsOf = ReturnType<typeof accountColumns> & Partial<UnionId>

/** An account that a source has named for the person. */
interface ClaimedAccount {
  account: Account
  /** By decision it belongs to another person: then only the wrong claim is data of this person. */
  isForeign: boolean
}

/**
 * Reads all rows with this unionid, and all rows of accounts that belong to it or are in conflict about it. For an
 * account that by decision belongs to another person, it reads no row about that person.
 */
export async function readPerson(database: Kysely<Schema>, unionId: UnionId): Promise<PersonLinks> {
  const data: PersonLinks = { links: [], withdrawals: [], changes: [] }
  for (const claimed of await accountsOf(database, unionId)) {
    const columns = rowsOf(claimed, unionId)
    const [links, withdrawals] = [database.selectFrom('identityLink'), database.selectFrom('identityWithdrawal')]
    data.links.push(...await links.selectAll().where(eb => eb.and(columns)).execute())
    data.withdrawals.push(...await withdrawals.selectAll().where(eb => eb.and(columns)).execute())
  }
  for (const link of distinct(data.links)) {
    const changes = database.selectFrom('identityChange').selectAll().where(eb => eb.and(link))
    data.changes.push(...await changes.orderBy('position').execute())
  }
  return data
}

/**
 * Deletes what `readPerson` finds. This includes accounts in conflict, because they may belong to this person.
 *
 * @param forget deletes what other places keep about these accounts. It is called before any row is deleted, so that a
 * repeated call after a failure still finds the accounts
 * @param at now, milliseconds since 1970
 * @returns the accounts that any source has named for the person
 */
export async function erasePerson(
  transaction: Transaction<Schema>, unionId: UnionId, forget: ForgetAccounts, at: number,
): Promise<Account[]> {
  const claimed = await accountsOf(transaction, unionId)
  await forget(ownAccounts(claimed), transaction)
  const links: IdentityLinkTable[] = []
  for (const one of claimed) {
    const columns = rowsOf(one, unionId)
    const found = await transaction.selectFrom('identityLink').selectAll().where(eb => eb.and(columns)).execute()
    links.push(...found)
    await transaction.deleteFrom('identityWithdrawal').where(eb => eb.and(columns)).execute()
  }
  // In the order in which recordLinks writes rows, so that the two never deadlock.
  links.sort((a, b) => sightingKey(a) < sightingKey(b) ? -1 : 1)
  for (const { firstSeenAt: _first, lastSeenAt: _last, ...key } of links) {
    await transaction.deleteFrom('identityLink').where(eb => eb.and(key)).execute()
  }
  if (links.length > 0) await eraseChanges(transaction, distinct(links), at)
  return claimed.map(({ account }) => account)
}

/** @returns the accounts whose data is the person's: without those that by decision belong to another person */
export async function accountsOfPerson(database: Kysely<Schema>, unionId: UnionId): Promise<Account[]> {
  return ownAccounts(await accountsOf(database, unionId))
}

function ownAccounts(claimed: readonly ClaimedAccount[]): Account[] {
  return claimed.filter(({ isForeign }) => !isForeign).map(({ account }) => account)
}

function rowsOf({ account, isForeign }: ClaimedAccount, { openPlatform, unionId }: UnionId): RowsOf {
  return isForeign ? { ...accountColumns(account), openPlatform, unionId } : accountColumns(account)
}

/** The links without sources and times, each once. */
function distinct(rows: readonly IdentityLinkTable[]) {
  const links = rows.map(row =>
    ({ ...accountColumns(accountOf(row)), openPlatform: row.openPlatform, unionId: row.unionId }))
  return [...new Map(links.map(link => [linkKey(link), link])).values()]
}

/** Sorted, so that two processes lock in the same order. */
async function accountsOf(database: Kysely<Schema>, { openPlatform, unionId }: UnionId): Promise<ClaimedAccount[]> {
  const named = await database.selectFrom('identityLink')
    .select(['accountKind', 'accountScope', 'accountId']).distinct()
    .where(eb => eb.and({ openPlatform, unionId })).execute()
  const valid = await linksAroundUnionIds(database, [{ openPlatform, unionId }])
  const claimsOf = Map.groupBy(valid, row => accountKey(accountOf(row)))
  const isOfPerson = (claim: UnionId) => claim.openPlatform === openPlatform && claim.unionId === unionId
  return named.map(accountOf).sort((a, b) => accountKey(a) < accountKey(b) ? -1 : 1).map((account) => {
    const claims = claimsOf.get(accountKey(account)) ?? []
    return { account, isForeign: claims.length > 0 && !claims.some(isOfPerson) }
  })
}
