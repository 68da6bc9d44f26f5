import type { Transaction } from 'kysely'
import type { IdentityLinkTable, Schema } from '../storage/sql/schema.ts'
import { appendChanges, linkedChangesOf, takeTurn } from './append-changes.ts'
import { accountColumns, linkKey, sightingKey } from './observation.ts'
import type { Observation } from './observation.ts'

const ROWS_A_STATEMENT = 1_000
const KEY = ['accountKind', 'accountScope', 'accountId', 'openPlatform', 'unionId', 'source'] as const

type LinkSighting = Omit<IdentityLinkTable, 'lastSeenAt'>

/**
 * Adds what was seen. A link keeps its earliest and latest sighting, so the order of calls, and how often each arrives,
 * makes no difference. Rows are written in one order everywhere, and the feed last: processes that write the same ones
 * never wait in a circle.
 */
export async function recordLinks(transaction: Transaction<Schema>, observations: readonly Observation[]): Promise<void> {
  const rows = merge(observations)
  const perhapsNew: LinkSighting[] = []
  for (const batch of inBatches([...rows].sort(([a], [b]) => a < b ? -1 : 1).map(([, row]) => row))) {
    for (const row of await write(transaction, batch)) {
      // Whatever was seen earlier than now is not new; neither database says of a row whether it was inserted.
      if (row.firstSeenAt === rows.get(sightingKey(row))?.firstSeenAt) perhapsNew.push(row)
    }
  }
  if (perhapsNew.length > 0) await announce(transaction, perhapsNew)
}

function write(transaction: Transaction<Schema>, rows: readonly IdentityLinkTable[]): Promise<LinkSighting[]> {
  return transaction.insertInto('identityLink').values(rows)
    .onConflict(conflict => conflict.columns(KEY).doUpdateSet(({ eb, ref }) => ({
      firstSeenAt: eb.case().when('excluded.firstSeenAt', '<', ref('identityLink.firstSeenAt')).then(ref('excluded.firstSeenAt')).else(ref('identityLink.firstSeenAt')).end(),
      lastSeenAt: eb.case().when('excluded.lastSeenAt', '>', ref('identityLink.lastSeenAt')).then(ref('excluded.lastSeenAt')).else(ref('identityLink.lastSeenAt')).end(),
    })))
    .returning([...KEY, 'firstSeenAt']).execute()
}

/** Puts links into the feed that it does not tell of yet; another source that says the same is no change. */
async function announce(transaction: Transaction<Schema>, links: readonly LinkSighting[]): Promise<void> {
  let position = await takeTurn(transaction, links.length)
  for (const batch of inBatches([...new Map(links.map(link => [linkKey(link), link])).values()])) {
    // Only now, when it is our turn: who recorded the same link at the same time has either told of it, or will look later.
    const told = new Set((await linkedChangesOf(transaction, batch)).map(linkKey))
    const fresh = batch.filter(link => !told.has(linkKey(link)))
    await appendChanges(transaction, position, fresh.map(({ source, firstSeenAt, ...link }) => ({ ...link, at: firstSeenAt, change: 'linked', by: source })))
    position += fresh.length
  }
}

/** One row per link and source, because one statement may not touch a row twice. */
function merge(observations: readonly Observation[]): Map<string, IdentityLinkTable> {
  const rows = new Map<string, IdentityLinkTable>()
  for (const { account, openPlatform, unionId, source, seenAt } of observations) {
    const columns = { ...accountColumns(account), openPlatform, unionId, source }
    const key = sightingKey(columns)
    const known = rows.get(key)
    rows.set(key, {
      ...columns,
      firstSeenAt: Math.min(seenAt, known?.firstSeenAt ?? seenAt),
      lastSeenAt: Math.max(seenAt, known?.lastSeenAt ?? seenAt),
    })
  }
  return rows
}

function inBatches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / ROWS_A_STATEMENT) }, (_, i) => items.slice(i * ROWS_A_STATEMENT, (i + 1) * ROWS_A_STATEMENT))
}
