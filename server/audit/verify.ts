import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { AuditHeadTable, AuditRowTable, Schema } from '../storage/sql/schema.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import { isRepeatable } from './actions.ts'
import type { Chain } from './append.ts'
import { countMac, gapSeal, GENESIS, headSeal, rowMac } from './chain.ts'
import type { Checkpoint } from './checkpoint.ts'
import { gapAround } from './gaps.ts'

const PAGE = 5_000

/**
 * What is wrong with a row:
 * - `changed`: it is not what a server wrote at this place: changed, put in or moved;
 * - `missing`: it was deleted, moved or cut off;
 * - `added`: it stands behind the last row that a server wrote;
 * - `head`: the record of the last row was changed;
 * - `older`: a checkpoint has seen this row, so the database is an older one, or another one. Named only when nothing
 *   else is wrong: after a backup was restored on purpose, the other rows can still be checked.
 */
export type AuditProblem = { row: number, kind: 'changed' | 'missing' | 'added' | 'head' | 'older' }

/** The result of a check of the whole chain. */
export type AuditVerdict = Checkpoint & {
  /** Rows that were deleted because their time was over. */
  expired: number
  /** The first row that is wrong, or that is `older` when none is. */
  problem?: AuditProblem
}

export interface VerifyOptions extends Chain {
  database: SqlDatabase
  /** Seen before, in the log or in the store. */
  checkpoints?: readonly Checkpoint[]
  /** Checks only so many rows, the newest; without it, all. */
  newest?: number
}

/**
 * Checks every row, or the newest ones, up to the last one of this moment, while servers go on writing.
 *
 * @throws {AppError} store_unavailable
 */
export async function verifyAudit(options: VerifyOptions): Promise<AuditVerdict> {
  const { database, corpId, keys, checkpoints = [], newest } = options
  const { head, last } = await database.run(query => readEnds(query, corpId))
  const end = { rows: head.seq, head: head.mac }
  const wanted = Map.groupBy(checkpoints, ({ rows }) => rows)
  let { seq, mac } = await readStart(database, corpId, newest === undefined ? 0 : Math.max(0, head.seq - newest))
  let expired = 0
  let older: number | undefined
  const bad = (kind: AuditProblem['kind'], row: number): AuditVerdict => ({ ...end, expired, problem: { kind, row } })

  /** Goes over deleted rows, if there is a genuine record of them. */
  async function passGap(): Promise<void> {
    // It may begin earlier: others may have been added since the check began.
    const gap = await database.run(query => gapAround(query, corpId, seq + 1))
    if (!gap || gapSeal(keys, gap) !== gap.seal) return
    expired += gap.toSeq - seq
    seq = gap.toSeq
    mac = gap.mac
  }

  for await (const rows of pagesBetween(database, corpId, seq, head.seq)) {
    for (const row of rows) {
      if (row.seq > seq + 1) await passGap()
      // Deleted since it was read.
      if (row.seq <= seq) continue
      if (row.seq > seq + 1) return bad('missing', seq + 1)
      if (rowMac(keys, mac, row) !== row.mac || !isCountGenuine(keys, row)) return bad('changed', row.seq)
      seq = row.seq
      mac = row.mac
      if (wanted.get(seq)?.some(one => one.head !== mac)) older ??= seq
    }
  }
  if (seq < head.seq) await passGap()
  if (seq < head.seq) return bad('missing', seq + 1)
  if (head.seq > 0 && (mac !== head.mac || headSeal(keys, head) !== head.seal)) return bad('head', head.seq)
  if (last > head.seq) return bad('added', head.seq + 1)
  if (checkpoints.some(({ rows }) => rows > head.seq)) older ??= head.seq + 1
  return older === undefined ? { ...end, expired } : bad('older', older)
}

/** In one statement, so that both are of one moment. */
async function readEnds(query: Kysely<Schema>, corpId: string): Promise<{ head: AuditHeadTable, last: number }> {
  const last = query.selectFrom('auditRow').select(({ fn }) => fn.max('seq').as('last'))
    .where('corpId', '=', corpId)
  const row = await query.selectFrom('auditHead').select(['corpId', 'seq', 'mac', 'seal', last.as('last')])
    .where('corpId', '=', corpId).executeTakeFirst()
  const head = row ?? { corpId, seq: 0, mac: GENESIS, seal: '' }
  return { head, last: row ? row.last ?? 0 : (await last.executeTakeFirstOrThrow()).last ?? 0 }
}

/** The last row that there still is at this place: rows whose time was over were deleted. */
async function readStart(database: SqlDatabase, corpId: string, place: number): Promise<{ seq: number, mac: string }> {
  const row = await database.run(query => query.selectFrom('auditRow').select(['seq', 'mac'])
    .where('corpId', '=', corpId).where('seq', '<=', place).orderBy('seq', 'desc').limit(1).executeTakeFirst())
  return row ?? { seq: 0, mac: GENESIS }
}

/** Reads the next page while the caller checks one. */
async function* pagesBetween(
  database: SqlDatabase, corpId: string, first: number, last: number,
): AsyncGenerator<AuditRowTable[]> {
  const read = (after: number) => {
    const page = database.run(query => readPage(query, corpId, after, last))
    page.catch(() => {}) // The caller may have ended.
    return page
  }
  for (let next = read(first); ;) {
    const rows = await next
    if (rows.length === 0) return
    next = read(rows.at(-1)!.seq)
    yield rows
  }
}

/** Names its columns itself: to rename those of a million rows later would take as long as to check them. */
async function readPage(query: Kysely<Schema>, corpId: string, after: number, last: number): Promise<AuditRowTable[]> {
  const { rows } = await sql<AuditRowTable>`
    select corp_id as "corpId", seq, at, action, actor, subject, result, details, request_id as "requestId", network,
      mac, count, last_at as "lastAt", count_mac as "countMac"
    from audit_row where corp_id = ${corpId} and seq > ${after} and seq <= ${last} order by seq limit ${PAGE}
  `.execute(query.withoutPlugins())
  return rows
}

function isCountGenuine(keys: Chain['keys'], row: AuditRowTable): boolean {
  return isRepeatable(row)
    ? countMac(keys, row) === row.countMac
    : row.count === 1 && row.lastAt === row.at && row.countMac === ''
}
