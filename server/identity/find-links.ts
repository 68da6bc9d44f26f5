import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely'
import type { Account, UnionId } from '#shared/types/identity.ts'
import type { IdentityLinkTable, Schema } from '../storage/sql/schema.ts'
import { accountColumns } from './observation.ts'

/** Below the limit of parameters of both databases. */
const IDS_A_STATEMENT = 5_000
const ACCOUNT = ['accountKind', 'accountScope', 'accountId'] as const
/** Columns by name, because PostgreSQL keeps only such statements prepared (see prepared-statements.ts). */
const LINK = [...ACCOUNT, 'openPlatform', 'unionId', 'source', 'firstSeenAt', 'lastSeenAt'] as const

type Links = ExpressionBuilder<Schema, 'identityLink'>

/**
 * Finds every valid link of every account of these people, also links of these accounts to other people. It is one
 * query, because a second one would wait for a busy database again. A link may come twice.
 */
export function linksAroundUnionIds(
  database: Kysely<Schema>, unionIds: readonly UnionId[],
): Promise<IdentityLinkTable[]> {
  const groups = grouped(unionIds, ({ openPlatform }) => openPlatform)
  return inBatches(groups, batch => validLinks(database, ({ eb, refTuple }) => eb(
    refTuple(...ACCOUNT),
    'in',
    database.selectFrom('identityLink').select([...ACCOUNT])
      .where('openPlatform', '=', batch[0]!.openPlatform)
      .where('unionId', 'in', batch.map(({ unionId }) => unionId))
      .$asTuple(...ACCOUNT),
  )))
}

/** Finds the valid links of these accounts: those that no decision has withdrawn. */
export function linksOfAccounts(database: Kysely<Schema>, accounts: readonly Account[]): Promise<IdentityLinkTable[]> {
  const groups = grouped(accounts, ({ kind, scope }) => `${kind} ${scope}`)
  return inBatches(groups, (batch) => {
    const { accountKind, accountScope } = accountColumns(batch[0]!)
    return validLinks(database, links => links.and([
      links('accountKind', '=', accountKind),
      links('accountScope', '=', accountScope),
      links('accountId', 'in', batch.map(({ id }) => id)),
    ]))
  })
}

function validLinks(
  database: Kysely<Schema>, which: (links: Links) => Expression<SqlBool>,
): Promise<IdentityLinkTable[]> {
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
