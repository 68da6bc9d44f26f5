import { MAIN_OPEN_PLATFORM } from '#shared/utils/identity-claim.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'

/**
 * A customer is on record under the external userid, and under the unionid or an openid when a system asked for those.
 *
 * @param id external userid, or unionid of the main open platform
 * @returns the id, and every id that a source has linked to the same people
 * @throws {AppError} store_unavailable
 */
export async function relatedIds(database: SqlDatabase, corpId: string, id: string): Promise<string[]> {
  const openPlatform = MAIN_OPEN_PLATFORM
  return database.run(async (query) => {
    const ofCustomer = await query.selectFrom('identityLink').select('unionId').distinct()
      .where('accountKind', '=', 'externalUserId').where('accountScope', '=', corpId).where('accountId', '=', id)
      .where('openPlatform', '=', openPlatform).execute()
    const unionIds = [id, ...ofCustomer.map(({ unionId }) => unionId)]
    const accounts = await query.selectFrom('identityLink').select('accountId').distinct()
      .where('openPlatform', '=', openPlatform).where('unionId', 'in', unionIds).execute()
    return [...new Set([...unionIds, ...accounts.map(({ accountId }) => accountId)])]
  })
}
