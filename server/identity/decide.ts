import type { Transaction } from 'kysely'
import type { Account, UnionId } from '#shared/types/identity.ts'
import { AppError } from '../errors/app-error.ts'
import type { Schema } from '../storage/sql/schema.ts'
import { appendChanges, lockFeed } from './append-changes.ts'
import type { Change } from './append-changes.ts'
import { accountColumns } from './observation.ts'

/** Who decided, and when (milliseconds since 1970). */
export interface Decision {
  by: string
  at: number
}

/**
 * Assigns an account to one of the people that sources named for it, and withdraws every other claim. `keep` may have
 * been withdrawn before, so a later decision can replace a wrong one. No other decision or erasure may run at the same
 * time: the caller uses `SqlDatabase.exclusively`.
 *
 * @throws {AppError} edit_conflict when no source has named `keep` for this account
 */
export async function keepClaim(
  transaction: Transaction<Schema>, account: Account, keep: UnionId, { by, at }: Decision,
): Promise<void> {
  const columns = accountColumns(account)
  const claims = await transaction.selectFrom('identityLink').select(['openPlatform', 'unionId']).distinct()
    .where(eb => eb.and(columns)).orderBy('openPlatform').orderBy('unionId').execute()
  const isKept = (claim: UnionId) => claim.openPlatform === keep.openPlatform && claim.unionId === keep.unionId
  if (!claims.some(isKept)) throw new AppError('edit_conflict')
  const others = claims.filter(claim => !isKept(claim))
    .map(claim => ({ ...columns, ...claim, withdrawnBy: by, withdrawnAt: at }))
  const kept = { ...columns, openPlatform: keep.openPlatform, unionId: keep.unionId }
  const restored = await transaction.deleteFrom('identityWithdrawal').where(eb => eb.and(kept))
    .returning('unionId').execute()
  const withdrawn = others.length === 0
    ? []
    : await transaction.insertInto('identityWithdrawal').values(others)
        .onConflict(conflict => conflict.doNothing()).returning(['openPlatform', 'unionId']).execute()
  if (restored.length + withdrawn.length === 0) return // the same decision as before
  // The newest withdrawal tells who has decided (find-decisions.ts): all others were declared wrong before.
  if (withdrawn.length === 0) {
    await transaction.updateTable('identityWithdrawal').set({ withdrawnBy: by, withdrawnAt: at })
      .where(eb => eb.and(columns)).execute()
  }
  const changes: Change[] = [
    ...withdrawn.map(claim => ({ ...columns, ...claim, change: 'withdrawn' as const, by, at })),
    { ...kept, change: 'kept', by, at },
  ]
  await appendChanges(transaction, await lockFeed(transaction, changes.length), changes)
}

/**
 * Declares a link wrong, also when a source repeats it later. Needs the same kind of transaction as `keepClaim`.
 *
 * @throws {AppError} edit_conflict when no source has named this unionid for this account
 */
export async function withdrawClaim(
  transaction: Transaction<Schema>, account: Account, { openPlatform, unionId }: UnionId, { by, at }: Decision,
): Promise<void> {
  const columns = { ...accountColumns(account), openPlatform, unionId }
  const claim = await transaction.selectFrom('identityLink').select('unionId').where(eb => eb.and(columns))
    .executeTakeFirst()
  if (!claim) throw new AppError('edit_conflict')
  const withdrawn = await transaction.insertInto('identityWithdrawal')
    .values({ ...columns, withdrawnBy: by, withdrawnAt: at })
    .onConflict(conflict => conflict.doNothing()).returning('unionId').executeTakeFirst()
  if (!withdrawn) return
  const first = await lockFeed(transaction, 1)
  await appendChanges(transaction, first, [{ ...columns, change: 'withdrawn', by, at }])
}
