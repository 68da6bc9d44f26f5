import type { AuditGapTable, AuditHeadTable, AuditRowTable } from '../storage/sql/schema.ts'
import type { AuditKeys } from './keys.ts'

type Keys = Pick<AuditKeys, 'mac'>

/** What never changes in a row. */
type Fixed = Omit<AuditRowTable, 'mac' | 'count' | 'lastAt' | 'countMac'>

/** The `mac` before the first row. */
export const GENESIS = ''

/**
 * Every row is bound to the row before, so that none can be changed, removed or moved without the key. `count` and
 * `lastAt` change later and have a code of their own.
 *
 * @param before `mac` of the row before
 */
export function rowMac({ mac }: Keys, before: string, row: Fixed): string {
  const { corpId, seq, at, action, actor, subject, result, details, requestId, network } = row
  return mac(JSON.stringify(
    ['row', before, corpId, seq, at, action, actor, subject, result, details, requestId, network],
  ))
}

/** The code of what changes in a row. */
export function countMac({ mac }: Keys, row: Pick<AuditRowTable, 'mac' | 'count' | 'lastAt'>): string {
  return mac(JSON.stringify(['count', row.mac, row.count, row.lastAt]))
}

/** The code of the newest row: without it, the last rows could be cut off. */
export function headSeal({ mac }: Keys, head: Omit<AuditHeadTable, 'seal'>): string {
  return mac(JSON.stringify(['head', head.corpId, head.seq, head.mac]))
}

/** The code of deleted rows. */
export function gapSeal({ mac }: Keys, gap: Omit<AuditGapTable, 'seal'>): string {
  return mac(JSON.stringify(['gap', gap.corpId, gap.fromSeq, gap.toSeq, gap.mac]))
}
