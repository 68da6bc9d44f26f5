import type { Transaction } from 'kysely'
import type { Account, UnionId } from '#shared/types/identity.ts'
import type { Schema } from '../storage/sql/schema.ts'
import { appendChanges, takeTurn } from './append-changes.ts'
import type { Change } from './append-changes.ts'
import { accountColumns } from './observation.ts'
import { AppError } from '../errors/app-error.ts'

/** Who decided, and when (milliseconds since 1970). */
export interface Decision {
  by: string
  at: number
}

/**
 * Ends a conflict, in a transaction beside which nobody decides or erases: of everybody the account is said to belong to, it belongs to `keep`. What was withdrawn before can be
 * kept after all, so a wrong decision is mended by deciding again.
 *
 * @throws {AppError} edit_conflict when no source ever said so
 */
export async function keepClaim(transaction: Transaction<Schema>, account: Account, keep: UnionId, { by, at }: Decision): Promise<void> {
  const columns = accountColumns(account)
  const claims = await transaction.selectFrom('identityLink').select(['openPlatform', 'unionId']).distinct()
    .where(eb => eb.and(columns)).orderBy('openPlatform').orderBy('unionId').execute()
  const isKept = (claim: UnionId) => claim.openPlatform === keep.openPlatform && claim.unionId === keep.unionId
  if (!claims.some(isKept)) throw new AppError('edit_conflict')
  const others = claims.filter(claim => !isKept(claim)).map(claim => ({ ...columns, ...claim, withdrawnBy: by, withdrawnAt: at }))
  const kept = { ...columns, openPlatform: keep.openPlatform, unionId: keep.unionId }
  const restored = await transaction.deleteFrom('identityWithdrawal').where(eb => eb.and(kept)).returning('unionId').execute()
  const withdrawn = others.length === 0
    ? []
    : await transaction.insertInto('identityWithdrawal').values(others).onConflict(conflict => conflict.doNothing()).returning(['openPlatform', 'unionId']).execute()
  if (restored.length + withdrawn.length === 0) return // decided so before
  const changes: Change[] = [...withdrawn.map(claim => ({ ...columns, ...claim, change: 'withdrawn' as const, by, at })), { ...kept, change: 'kept', by, at }]
  await appendChanges(transaction, await takeTurn(transaction, changes.length), changes)
}

/**
 * Declares a link wrong, whatever any source says from now on; in a transaction as `keepClaim`.
 *
 * @throws {AppError} edit_conflict when no source ever said so
 */
export async function withdrawClaim(transaction: Transaction<Schema>, account: Account, { openPlatform, unionId }: UnionId, { by, at }: Decision): Promise<void> {
  const columns = { ...accountColumns(account), openPlatform, unionId }
  const claim = await transaction.selectFrom('identityLink').select('unionId').where(eb => eb.and(columns)).executeTakeFirst()
  if (!claim) throw new AppError('edit_conflict')
  const withdrawn = await transaction.insertInto('identityWithdrawal').values({ ...columns, withdrawnBy: by, withdrawnAt: at })
    .onConflict(conflict => conflict.doNothing()).returning('unionId').executeTakeFirst()
  if (withdrawn) await appendChanges(transaction, await takeTurn(transaction, 1), [{ ...columns, change: 'withdrawn', by, at }])
}
