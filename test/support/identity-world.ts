import type { SqlDatabase } from '../../server/storage/sql/sql-database.ts'
import type { Observation } from '../../server/identity/observation.ts'
import type { Account } from '../../shared/types/identity.ts'

export const CORP = 'ww0000000000000001'
export const MINI_PROGRAM = 'wx0000000000000001'
export const NOON = Date.parse('2026-11-20T12:00:00Z')

export const customer = (id: string, corpId = CORP): Account => ({ kind: 'externalUserId', scope: corpId, id })
export const openId = (id: string, appId = MINI_PROGRAM): Account => ({ kind: 'openId', scope: appId, id })

/** @param unionId in the open-platform account `main`, unless `rest` names another */
export function seen(account: Account, unionId: string, rest: Partial<Observation> = {}): Observation {
  const source = account.kind === 'openId' ? 'jscode2session' : 'externalcontact/get'
  return { account, openPlatform: 'main', unionId, source, seenAt: NOON, ...rest }
}

/** The whole graph, in a fixed order. */
export function dump(database: SqlDatabase): Promise<unknown[]> {
  return database.run(async query => [
    ...(await query
      .selectFrom('identityLink')
      .selectAll()
      .orderBy('accountKind')
      .orderBy('accountScope')
      .orderBy('accountId')
      .orderBy('openPlatform')
      .orderBy('unionId')
      .orderBy('source')
      .execute()),
    ...(await query.selectFrom('identityWithdrawal').selectAll().orderBy('accountId').orderBy('unionId').execute()),
  ])
}

/** The entries of the feed, in a fixed order. Which process reported an entry first, and when, depends on chance. */
export async function told(database: SqlDatabase): Promise<string[]> {
  const changes = await database.run(query =>
    query
      .selectFrom('identityChange')
      .select(['change', 'accountKind', 'accountScope', 'accountId', 'openPlatform', 'unionId'])
      .execute(),
  )
  return changes.map(change => JSON.stringify(Object.values(change))).sort()
}

export function wipe(database: SqlDatabase): Promise<void> {
  return database.run(async (query) => {
    await query.deleteFrom('identityLink').execute()
    await query.deleteFrom('identityWithdrawal').execute()
    await query.deleteFrom('identityChange').execute()
  })
}
