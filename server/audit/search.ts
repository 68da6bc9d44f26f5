import type { AuditAction } from '#shared/audit-actions.ts'
import { foldUserId } from '#shared/utils/user-id.ts'
import type { AuditPage, AuditRecord } from '#shared/types/audit.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { AuditRowTable } from '../storage/sql/schema.ts'

const CURSOR = /^(\d{1,15})-(\d{1,15})$/

/** What to find. Every field narrows the search. */
export interface AuditQuery {
  /** In any case: WeCom ignores the case of userids. */
  actor?: string
  /** Any of these pseudonyms. */
  subjects?: readonly string[]
  action?: AuditAction
  /** Milliseconds since 1970; `to` is not included. */
  from?: number
  to?: number
  /** From a page before. */
  cursor?: string
  limit: number
}

/** @returns whether the text is a cursor of ours */
export function isAuditCursor(text: string): boolean {
  return CURSOR.test(text)
}

/** @returns the newest rows first. @throws {AppError} store_unavailable */
export async function searchAudit(database: SqlDatabase, corpId: string, query: AuditQuery): Promise<AuditPage> {
  const { actor, subjects, action, from, to, cursor, limit } = query
  const [, at, seq] = CURSOR.exec(cursor ?? '')?.map(Number) ?? []
  const rows = await database.run((run) => {
    let select = run.selectFrom('auditRow').selectAll().where('corpId', '=', corpId)
    if (actor !== undefined) select = select.where(eb => eb.fn('lower', ['actor']), '=', foldUserId(actor))
    if (subjects !== undefined) select = select.where('subject', 'in', subjects)
    if (action !== undefined) select = select.where('action', '=', action)
    if (from !== undefined) select = select.where('lastAt', '>=', from)
    if (to !== undefined) select = select.where('at', '<', to)
    if (at !== undefined && seq !== undefined) {
      // By itself, neither database finds the place in the index with the second condition: it would read all newer
      // rows again for each page.
      select = select.where('at', '<=', at).where(({ eb, or }) => or([eb('at', '<', at), eb('seq', '<', seq)]))
    }
    return select.orderBy('at', 'desc').orderBy('seq', 'desc').limit(limit + 1).execute()
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    records: shown.map(toRecord),
    cursor: last && rows.length > limit ? `${last.at}-${last.seq}` : undefined,
  }
}

/** All rows, page by page. @throws {AppError} store_unavailable */
export async function* allOf(
  database: SqlDatabase, corpId: string, query: Omit<AuditQuery, 'cursor' | 'limit'>,
): AsyncGenerator<AuditRecord> {
  let cursor: string | undefined
  do {
    const page: AuditPage = await searchAudit(database, corpId, { ...query, cursor, limit: 1_000 })
    yield* page.records
    cursor = page.cursor
  } while (cursor !== undefined)
}

function toRecord(row: AuditRowTable): AuditRecord {
  const { seq, at, lastAt, count, action, actor, subject, result, details, requestId, network } = row
  return {
    seq,
    at: new Date(at).toISOString(),
    lastAt: new Date(lastAt).toISOString(),
    count,
    action: action as AuditAction,
    actor,
    subject,
    result,
    details: JSON.parse(details) as AuditRecord['details'],
    requestId,
    network,
  }
}
