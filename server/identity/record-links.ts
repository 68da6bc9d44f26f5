import type { Kysely } from 'kysely'
import type { IdentityLinkTable, Schema } from '../storage/sql/schema.ts'
import { accountColumns, linkKey } from './observation.ts'
import type { Observation } from './observation.ts'

const ROWS_A_STATEMENT = 1_000

/**
 * Adds what was seen. A link keeps its earliest and latest sighting, so the order of calls, and how often each arrives,
 * makes no difference. Rows are written in one order everywhere: processes that write the same ones never wait in a circle.
 */
export async function recordLinks(database: Kysely<Schema>, observations: readonly Observation[]): Promise<void> {
  const rows = merge(observations)
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    await database.insertInto('identityLink').values(rows.slice(start, start + ROWS_A_STATEMENT))
      .onConflict(conflict => conflict
        .columns(['accountKind', 'accountScope', 'accountId', 'openPlatform', 'unionId', 'source'])
        .doUpdateSet(({ eb, ref }) => ({
          firstSeenAt: eb.case().when('excluded.firstSeenAt', '<', ref('identityLink.firstSeenAt')).then(ref('excluded.firstSeenAt')).else(ref('identityLink.firstSeenAt')).end(),
          lastSeenAt: eb.case().when('excluded.lastSeenAt', '>', ref('identityLink.lastSeenAt')).then(ref('excluded.lastSeenAt')).else(ref('identityLink.lastSeenAt')).end(),
        })))
      .execute()
  }
}

/** One row per link and source, because one statement may not touch a row twice. */
function merge(observations: readonly Observation[]): IdentityLinkTable[] {
  const rows = new Map<string, IdentityLinkTable>()
  for (const { account, openPlatform, unionId, source, seenAt } of observations) {
    const columns = { ...accountColumns(account), openPlatform, unionId, source }
    const key = `${linkKey(columns)} ${source}`
    const known = rows.get(key)
    rows.set(key, {
      ...columns,
      firstSeenAt: Math.min(seenAt, known?.firstSeenAt ?? seenAt),
      lastSeenAt: Math.max(seenAt, known?.lastSeenAt ?? seenAt),
    })
  }
  return [...rows].sort(([a], [b]) => a < b ? -1 : 1).map(([, row]) => row)
}
