import { foldUserId } from '#shared/utils/user-id.ts'
import type { Transaction } from 'kysely'
import type { AuditRowTable, Schema } from '../storage/sql/schema.ts'
import { isRepeatable } from './actions.ts'
import type { Chain } from './append.ts'
import { countMac } from './chain.ts'
import type { UnchainedRow } from './entry.ts'

/** The same action again within this time is counted in the row of the first, milliseconds. */
export const REPEAT_MS = 10 * 60_000

type Counted = Pick<AuditRowTable, 'seq' | 'at' | 'mac' | 'count' | 'lastAt'>

/**
 * Counts what happens again: in the row of the first time, or among `rows` themselves. Needs the lock of the head.
 *
 * @returns the rows to append
 */
export async function countRepeats(
  transaction: Transaction<Schema>, { corpId, keys }: Chain, rows: readonly UnchainedRow[],
): Promise<UnchainedRow[]> {
  const latest = new Map<string, Counted | UnchainedRow>(
    await recentRows(transaction, { corpId, keys }, rows.filter(isRepeatable)),
  )
  const counted = new Set<Counted>()
  const fresh: UnchainedRow[] = []
  for (const row of rows) {
    const first = isRepeatable(row) ? latest.get(keyOf(row)) : undefined
    if (first && row.at - first.at < REPEAT_MS) {
      first.count += row.count
      first.lastAt = Math.max(first.lastAt, row.lastAt)
      if ('seq' in first) counted.add(first)
    }
    else {
      const copy = { ...row }
      fresh.push(copy)
      latest.set(keyOf(copy), copy)
    }
  }
  for (const row of counted) {
    const { seq, count, lastAt } = row
    await transaction.updateTable('auditRow').set({ count, lastAt, countMac: countMac(keys, row) })
      .where('corpId', '=', corpId).where('seq', '=', seq).execute()
  }
  return fresh
}

/** The newest row of each key. A row whose count somebody else has changed is left as it is. */
async function recentRows(
  transaction: Transaction<Schema>, { corpId, keys }: Chain, rows: readonly UnchainedRow[],
): Promise<Map<string, Counted>> {
  if (rows.length === 0) return new Map()
  const found = await transaction.selectFrom('auditRow')
    .select([
      'seq', 'at', 'action', 'actor', 'subject', 'result', 'details', 'network', 'mac', 'count', 'lastAt', 'countMac',
    ])
    .where('corpId', '=', corpId).where(eb => eb.fn('lower', ['actor']), 'in', distinct(rows, 'actor').map(foldUserId))
    .where('at', '>', Math.min(...rows.map(({ at }) => at)) - REPEAT_MS)
    .where('action', 'in', distinct(rows, 'action')).where('subject', 'in', distinct(rows, 'subject'))
    .orderBy('seq').execute()
  return new Map(found.filter(row => row.countMac === countMac(keys, row)).map(row => [keyOf(row), row]))
}

function distinct(rows: readonly UnchainedRow[], column: 'actor' | 'action' | 'subject'): string[] {
  return [...new Set(rows.map(row => row[column]))]
}

/** Of a stranger, only the network is known: strangers of two networks are not counted together. */
function keyOf(
  row: Pick<UnchainedRow, 'action' | 'actor' | 'subject' | 'result' | 'details' | 'network'>,
): string {
  const { action, actor, subject, result, details, network } = row
  return JSON.stringify([action, actor || { network }, subject, result, details])
}
