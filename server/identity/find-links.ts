import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely'
import type { Account, UnionId } from '#shared/types/identity.ts'
import type { IdentityLinkTable, Schema } from '../storage/sql/schema.ts'
import { accountColumns } from './observation.ts'

/** Fewer than either database takes parameters. */
const IDS_A_STATEMENT = 5_000
const ACCOUNT = ['accountKind', 'accountScope', 'accountId'] as const
/** By name, so that PostgreSQL may keep the statement prepared. */
const LINK = [...ACCOUNT, 'openPlatform', 'unionId', 'source', 'firstSeenAt', 'lastSeenAt'] as const

type Links = ExpressionBuilder<Schema, 'identityLink'>

/**
 * The links in force of every account that one of these people has: the claims of others to it too. In one query, because
 * two one after the other would wait twice for a busy process. A link may come twice.
 */
export function linksAroundUnionIds(database: Kysely<Schema>, unionIds: readonly UnionId[]): Promise<IdentityLinkTable[]> {
  const groups = grouped(unionIds, ({ openPlatform }) => openPlatform)
  return inBatches(groups, batch => linksInForce(database, ({ eb, refTuple }) => eb(
    refTuple(...ACCOUNT),
    'in',
    database.selectFrom('identityLink').select([...ACCOUNT])
      .where('openPlatform', '=', batch[0]!.openPlatform)
      .where('unionId', 'in', batch.map(({ unionId }) => unionId))
      .$asTuple(...ACCOUNT),
  )))
}

/** The links of accounts that are in force. */
export function linksOfAccounts(database: Kysely<Schema>, accounts: readonly Account[]): Promise<IdentityLinkTable[]> {
  const groups = grouped(accounts, ({ kind, scope }) => `${kind} ${scope}`)
  return inBatches(groups, (batch) => {
    const { accountKind, accountScope } = accountColumns(batch[0]!)
    return linksInForce(database, links => links.and([
      links('accountKind', '=', accountKind),
      links('accountScope', '=', accountScope),
      links('accountId', 'in', batch.map(({ id }) => id)),
    ]))
  })
}

function linksInForce(database: Kysely<Schema>, which: (links: Links) => Expression<SqlBool>): Promise<IdentityLinkTable[]> {
  return database.selectFrom('identityLink').select(LINK).where(which)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('identityWithdrawal').select('withdrawnAt')
      .whereRef('identityWithdrawal.accountKind', '=', 'identityLink.accountKind')
      .whereRef('identityWithdrawal.accountScope', '=', 'identityLink.accountScope')
      .whereRef('identityWithdrawal.accountId', '=', 'identityLink.accountId')
      .whereRef('identityWithdrawal.openPlatform', '=', 'identityLink.openPlatform')
      .whereRef('identityWithdrawal.unionId', '=', 'identityLink.unionId'))))
    .execute()
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  return [...Map.groupBy(items, keyOf).values()]
}

async function inBatches<T, R>(groups: readonly T[][], query: (batch: T[]) => Promise<R[]>): Promise<R[]> {
  const results: R[] = []
  for (const group of groups) {
    for (let start = 0; start < group.length; start += IDS_A_STATEMENT) {
      for (const row of await query(group.slice(start, start + IDS_A_STATEMENT))) results.push(row)
    }
  }
  return results
}
