import type { Transaction } from 'kysely'
import { AUDIT_ACTIONS } from '#shared/audit-actions.ts'
import type { AuditGapTable, AuditRowTable, Schema } from '../storage/sql/schema.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import { AUDIT_RULES } from './actions.ts'
import type { Chain } from './append.ts'
import { gapSeal, GENESIS, rowMac } from './chain.ts'
import { gapAround } from './gaps.ts'

const DAY_MS = 24 * 60 * 60_000
/** A transaction is short, so that other writers do not wait. */
const ROWS_A_TURN = 1_000

export interface PruneOptions extends Chain {
  database: SqlDatabase
  /** No action is kept for longer. */
  mostDays: number
  /** Milliseconds since 1970. */
  now: () => number
}

type Deleted = Omit<AuditGapTable, 'corpId' | 'seal'>

/**
 * Deletes rows whose time is over, and leaves a signed record of each run of deleted rows, so that the rest can still
 * be verified.
 *
 * @returns the number of deleted rows
 * @throws {AppError} store_unavailable
 */
export async function pruneAudit({ database, corpId, keys, mostDays, now }: PruneOptions): Promise<number> {
  let deleted = 0
  const actionsOf = Map.groupBy(AUDIT_ACTIONS, action => Math.min(AUDIT_RULES[action].keptDays, mostDays))
  for (const [days, actions] of actionsOf) {
    const before = now() - days * DAY_MS
    // Rows that were changed by hand stay, and must not keep the others.
    let kept = 0
    for (let found = ROWS_A_TURN; found === ROWS_A_TURN;) {
      const turn = await database.exclusively(`audit-prune ${corpId}`, async (transaction) => {
        const due = await transaction.selectFrom('auditRow').selectAll().where('corpId', '=', corpId)
          .where('action', 'in', actions).where('lastAt', '<', before).where('at', '<', before)
          .orderBy('at').orderBy('seq').limit(ROWS_A_TURN).offset(kept).execute()
        const genuine = await onlyGenuine(transaction, { corpId, keys }, due)
        for (const run of runsOf(genuine)) await replaceByGap(transaction, { corpId, keys }, run)
        return { found: due.length, deleted: genuine.length }
      })
      found = turn.found
      deleted += turn.deleted
      kept += turn.found - turn.deleted
    }
  }
  return deleted
}

/** A row that was made older by hand would otherwise be deleted as if its time were over. */
async function onlyGenuine(
  transaction: Transaction<Schema>, { corpId, keys }: Chain, rows: readonly AuditRowTable[],
): Promise<AuditRowTable[]> {
  if (rows.length === 0) return []
  const before = rows.map(({ seq }) => seq - 1)
  const macs = new Map([[0, GENESIS]])
  const known = await transaction.selectFrom('auditRow').select(['seq', 'mac'])
    .where('corpId', '=', corpId).where('seq', 'in', before).execute()
  for (const { seq, mac } of known) macs.set(seq, mac)
  for (const seq of before.filter(one => !macs.has(one))) {
    const gap = await gapAround(transaction, corpId, seq)
    if (gap && gapSeal(keys, gap) === gap.seal) macs.set(gap.toSeq, gap.mac)
  }
  return rows.filter((row) => {
    const mac = macs.get(row.seq - 1)
    return mac !== undefined && rowMac(keys, mac, row) === row.mac
  })
}

/** Joins rows that follow each other. */
function runsOf(rows: readonly { seq: number, mac: string }[]): Deleted[] {
  const runs: Deleted[] = []
  for (const { seq, mac } of rows.toSorted((a, b) => a.seq - b.seq)) {
    const run = runs.at(-1)
    if (run?.toSeq === seq - 1) Object.assign(run, { toSeq: seq, mac })
    else runs.push({ fromSeq: seq, toSeq: seq, mac })
  }
  return runs
}

/** Joins the run with the deleted rows on both sides of it. */
async function replaceByGap(transaction: Transaction<Schema>, { corpId, keys }: Chain, run: Deleted): Promise<void> {
  await transaction.deleteFrom('auditRow').where('corpId', '=', corpId)
    .where('seq', '>=', run.fromSeq).where('seq', '<=', run.toSeq).execute()
  const found = [
    await gapAround(transaction, corpId, run.fromSeq - 1), await gapAround(transaction, corpId, run.toSeq + 1),
  ]
  const neighbours = found.filter(gap => gap !== undefined).filter(gap => gapSeal(keys, gap) === gap.seal)
  for (const { fromSeq } of neighbours) {
    await transaction.deleteFrom('auditGap').where('corpId', '=', corpId).where('fromSeq', '=', fromSeq).execute()
  }
  const fromSeq = Math.min(run.fromSeq, ...neighbours.map(gap => gap.fromSeq))
  const { toSeq, mac } = [run, ...neighbours].reduce((a, b) => b.toSeq > a.toSeq ? b : a)
  const gap = { corpId, fromSeq, toSeq, mac }
  await transaction.insertInto('auditGap').values({ ...gap, seal: gapSeal(keys, gap) }).execute()
}
