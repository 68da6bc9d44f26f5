import type { Kysely } from 'kysely'
import type { AccountDecision, UnionId } from '#shared/types/identity.ts'
import type { Schema } from '../storage/sql/schema.ts'
import { accountKey, accountOf } from './observation.ts'
import { toConflict } from './people.ts'

const ACCOUNT = ['accountKind', 'accountScope', 'accountId'] as const

/** @returns the latest decision about each account of a person, by `accountKey`; none for accounts never in conflict */
export async function findDecisions(
  database: Kysely<Schema>, { openPlatform, unionId }: UnionId,
): Promise<Map<string, AccountDecision>> {
  const ofPerson = database.selectFrom('identityLink').select([...ACCOUNT])
    .where(eb => eb.and({ openPlatform, unionId })).$asTuple(...ACCOUNT)
  const withdrawals = await database.selectFrom('identityWithdrawal').selectAll()
    .where(({ eb, refTuple }) => eb(refTuple(...ACCOUNT), 'in', ofPerson)).orderBy('withdrawnAt', 'desc').execute()
  if (withdrawals.length === 0) return new Map()
  const links = await database.selectFrom('identityLink').selectAll()
    .where(({ eb, refTuple }) => eb(refTuple(...ACCOUNT), 'in', ofPerson)).execute()
  const linksOf = Map.groupBy(links, row => accountKey(accountOf(row)))
  const decisions = new Map<string, AccountDecision>()
  for (const [key, rows] of Map.groupBy(withdrawals, row => accountKey(accountOf(row)))) {
    const linksOfAccount = linksOf.get(key)
    // The account was erased between the two queries.
    if (!linksOfAccount) continue
    const { withdrawnBy, withdrawnAt } = rows[0]!
    const isWithdrawn = (claim: UnionId) =>
      rows.some(row => row.openPlatform === claim.openPlatform && row.unionId === claim.unionId)
    const { claims } = toConflict(linksOfAccount)
    claims.sort((a, b) => Number(isWithdrawn(a)) - Number(isWithdrawn(b)))
    decisions.set(key, { by: withdrawnBy, at: new Date(withdrawnAt).toISOString(), claims })
  }
  return decisions
}
