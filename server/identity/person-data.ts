import type { Kysely } from 'kysely'
import type { Account, UnionId } from '#shared/types/identity.ts'
import type { IdentityChangeTable, IdentityLinkTable, IdentityWithdrawalTable, Schema } from '../storage/sql/schema.ts'
import { eraseChanges } from './append-changes.ts'
import { accountColumns, accountKey, accountOf, linkKey } from './observation.ts'

/** Everything stored about a person, decisions included. */
export interface PersonData {
  links: IdentityLinkTable[]
  withdrawals: IdentityWithdrawalTable[]
  changes: IdentityChangeTable[]
}

/** All rows that name the unionid, or an account that is or was said to belong to it. */
export async function readPerson(database: Kysely<Schema>, unionId: UnionId): Promise<PersonData> {
  const data: PersonData = { links: [], withdrawals: [], changes: [] }
  for (const account of await accountsOf(database, unionId)) {
    const columns = accountColumns(account)
    data.links.push(...await database.selectFrom('identityLink').selectAll().where(eb => eb.and(columns)).execute())
    data.withdrawals.push(...await database.selectFrom('identityWithdrawal').selectAll().where(eb => eb.and(columns)).execute())
  }
  for (const link of distinct(data.links)) {
    data.changes.push(...await database.selectFrom('identityChange').selectAll().where(eb => eb.and(link)).orderBy('position').execute())
  }
  return data
}

/**
 * Deletes what `readPerson` finds. An account in conflict goes too: it may be this person's.
 *
 * @param at now, milliseconds since 1970
 * @returns the accounts
 */
export function erasePerson(database: Kysely<Schema>, unionId: UnionId, at: number): Promise<Account[]> {
  return database.transaction().execute(async (transaction) => {
    const accounts = await accountsOf(transaction, unionId)
    const links: IdentityLinkTable[] = []
    for (const account of accounts) {
      const columns = accountColumns(account)
      links.push(...await transaction.deleteFrom('identityLink').where(eb => eb.and(columns)).returningAll().execute())
      await transaction.deleteFrom('identityWithdrawal').where(eb => eb.and(columns)).execute()
    }
    if (links.length > 0) await eraseChanges(transaction, distinct(links), at)
    return accounts
  })
}

/** The links without their sources. */
function distinct(rows: readonly IdentityLinkTable[]) {
  const links = rows.map(({ accountKind, accountScope, accountId, openPlatform, unionId }) => ({ accountKind, accountScope, accountId, openPlatform, unionId }))
  return [...new Map(links.map(link => [linkKey(link), link])).values()]
}

/** In one order, so that two that delete the same rows do not wait in a circle. */
async function accountsOf(database: Kysely<Schema>, { openPlatform, unionId }: UnionId): Promise<Account[]> {
  const rows = await database.selectFrom('identityLink').select(['accountKind', 'accountScope', 'accountId']).distinct()
    .where(eb => eb.and({ openPlatform, unionId })).execute()
  return rows.map(accountOf).sort((a, b) => accountKey(a) < accountKey(b) ? -1 : 1)
}
