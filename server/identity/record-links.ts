import type { Transaction } from 'kysely'
import type { IdentityLinkTable, Schema } from '../storage/sql/schema.ts'
import { appendChanges, linkedChangesOf, lockFeed } from './append-changes.ts'
import { accountColumns, linkKey, sightingKey } from './observation.ts'
import type { Observation } from './observation.ts'

const ROWS_A_STATEMENT = 1_000
const KEY = ['accountKind', 'accountScope', 'accountId', 'openPlatform', 'unionId', 'source'] as const

type LinkSighting = Omit<IdentityLinkTable, 'lastSeenAt'>

/**
 * Records observations. A link keeps its earliest and latest time, so order and repetition of calls make no difference.
 * Rows are written in sorted order and the feed last, so that processes that write the same rows never deadlock.
 *
 * @returns how many links no source had named before
 */
export async function recordLinks(
  transaction: Transaction<Schema>, observations: readonly Observation[],
): Promise<number> {
  const rows = merge(observations)
  const perhapsNew: LinkSighting[] = []
  const sorted = [...rows].sort(([a], [b]) => a < b ? -1 : 1).map(([, row]) => row)
  for (const batch of inBatches(sorted)) {
    for (const row of await write(transaction, batch)) {
      // A row with an earlier time is not new. No database tells whether a row was inserted or updated.
      if (row.firstSeenAt === rows.get(sightingKey(row))?.firstSeenAt) perhapsNew.push(row)
    }
  }
  return perhapsNew.length > 0 ? announce(transaction, perhapsNew) : 0
}

function write(transaction: Transaction<Schema>, rows: readonly IdentityLinkTable[]): Promise<LinkSighting[]> {
  return transaction.insertInto('identityLink').values(rows)
    .onConflict(conflict => conflict.columns(KEY).doUpdateSet(({ eb, ref }) => ({
      firstSeenAt: eb.case().when('excluded.firstSeenAt', '<', ref('identityLink.firstSeenAt'))
        .then(ref('excluded.firstSeenAt')).else(ref('identityLink.firstSeenAt')).end(),
      lastSeenAt: eb.case().when('excluded.lastSeenAt', '>', ref('identityLink.lastSeenAt'))
        .then(ref('excluded.lastSeenAt')).else(ref('identityLink.lastSeenAt')).end(),
    })))
    .returning([...KEY, 'firstSeenAt']).execute()
}

/** Writes the links that are not in the feed yet. Another source of a known link is no change. @returns the number */
async function announce(transaction: Transaction<Schema>, links: readonly LinkSighting[]): Promise<number> {
  const first = await lockFeed(transaction, links.length)
  let position = first
  const distinct = [...new Map(links.map(link => [linkKey(link), link])).values()]
  for (const batch of inBatches(distinct)) {
    // Under the lock of the feed: another process with the same link has written its entry before, or reads ours later.
    const known = new Set((await linkedChangesOf(transaction, batch)).map(linkKey))
    const fresh = batch.filter(link => !known.has(linkKey(link)))
    const changes = fresh.map(({ source, firstSeenAt, ...link }) =>
      ({ ...link, at: firstSeenAt, change: 'linked' as const, by: source }))
    await appendChanges(transaction, position, changes)
    position += fresh.length
  }
  return position - first
}

/** One row per link and source, because one statement cannot update a row twice. */
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
  return Array.from({ length: Math.ceil(items.length / ROWS_A_STATEMENT) }, (_, i) =>
    items.slice(i * ROWS_A_STATEMENT, (i + 1) * ROWS_A_STATEMENT))
}
