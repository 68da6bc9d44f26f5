import type { Kysely } from 'kysely'
import type { Account, UnionId } from '#shared/types/identity.ts'
import type { IdentityLinkTable, IdentityWithdrawalTable, Schema } from '../storage/sql/schema.ts'
import { accountColumns, accountKey, accountOf } from './observation.ts'

/** Everything stored about a person, decisions included. */
export interface PersonData {
  links: IdentityLinkTable[]
  withdrawals: IdentityWithdrawalTable[]
}

/** All rows that name the unionid, or an account that is or was said to belong to it. */
export async function readPerson(database: Kysely<Schema>, unionId: UnionId): Promise<PersonData> {
  const data: PersonData = { links: [], withdrawals: [] }
  for (const account of await accountsOf(database, unionId)) {
    const columns = accountColumns(account)
    data.links.push(...await database.selectFrom('identityLink').selectAll().where(eb => eb.and(columns)).execute())
    data.withdrawals.push(...await database.selectFrom('identityWithdrawal').selectAll().where(eb => eb.and(columns)).execute())
  }
  return data
}

/** Deletes what `readPerson` finds. An account in conflict goes too: it may be this person's. @returns the accounts */
export function erasePerson(database: Kysely<Schema>, unionId: UnionId): Promise<Account[]> {
  return database.transaction().execute(async (transaction) => {
    const accounts = await accountsOf(transaction, unionId)
    for (const account of accounts) {
      const columns = accountColumns(account)
      await transaction.deleteFrom('identityLink').where(eb => eb.and(columns)).execute()
      await transaction.deleteFrom('identityWithdrawal').where(eb => eb.and(columns)).execute()
    }
    return accounts
  })
}

/** In one order, so that two that delete the same rows do not wait in a circle. */
async function accountsOf(database: Kysely<Schema>, { openPlatform, unionId }: UnionId): Promise<Account[]> {
  const rows = await database.selectFrom('identityLink').select(['accountKind', 'accountScope', 'accountId']).distinct()
    .where(eb => eb.and({ openPlatform, unionId })).execute()
  return rows.map(accountOf).sort((a, b) => accountKey(a) < accountKey(b) ? -1 : 1)
}
