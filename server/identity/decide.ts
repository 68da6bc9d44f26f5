import type { Kysely } from 'kysely'
import type { Account, UnionId } from '#shared/types/identity.ts'
import type { Schema } from '../storage/sql/schema.ts'
import { ClaimNotFoundError } from './errors.ts'
import { accountColumns } from './observation.ts'

/** Who decided, and when (milliseconds since 1970). */
export interface Decision {
  by: string
  at: number
}

/**
 * Ends a conflict: of everybody the account is said to belong to, it belongs to `keep`. What was withdrawn before can be
 * kept after all, so a wrong decision is mended by deciding again.
 *
 * @throws {ClaimNotFoundError} when no source ever said so
 */
export function keepClaim(database: Kysely<Schema>, account: Account, keep: UnionId, { by, at }: Decision): Promise<void> {
  const columns = accountColumns(account)
  return database.transaction().execute(async (transaction) => {
    const claims = await transaction.selectFrom('identityLink').select(['openPlatform', 'unionId']).distinct()
      .where(eb => eb.and(columns)).orderBy('openPlatform').orderBy('unionId').execute()
    const isKept = (claim: UnionId) => claim.openPlatform === keep.openPlatform && claim.unionId === keep.unionId
    if (!claims.some(isKept)) throw new ClaimNotFoundError()
    const others = claims.filter(claim => !isKept(claim)).map(claim => ({ ...columns, ...claim, withdrawnBy: by, withdrawnAt: at }))
    const { openPlatform, unionId } = keep
    await transaction.deleteFrom('identityWithdrawal').where(eb => eb.and({ ...columns, openPlatform, unionId })).execute()
    if (others.length > 0) await transaction.insertInto('identityWithdrawal').values(others).onConflict(conflict => conflict.doNothing()).execute()
  })
}

/** Declares a link wrong, whatever any source says from now on. @throws {ClaimNotFoundError} when no source ever said so */
export function withdrawClaim(database: Kysely<Schema>, account: Account, { openPlatform, unionId }: UnionId, { by, at }: Decision): Promise<void> {
  const columns = { ...accountColumns(account), openPlatform, unionId }
  return database.transaction().execute(async (transaction) => {
    const claim = await transaction.selectFrom('identityLink').select('unionId').where(eb => eb.and(columns)).executeTakeFirst()
    if (!claim) throw new ClaimNotFoundError()
    await transaction.insertInto('identityWithdrawal').values({ ...columns, withdrawnBy: by, withdrawnAt: at }).onConflict(conflict => conflict.doNothing()).execute()
  })
}
