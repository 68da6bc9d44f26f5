import type { Kysely } from 'kysely'
import type { AuditGapTable, Schema } from '../storage/sql/schema.ts'

/**
 * Finds the record of deleted rows that a row is among. It reads one record, however many there are: the rows of other
 * actions stay for longer, so that after some years there can be as many records as rows.
 *
 * @returns a record whose seal the caller checks; undefined when the row was not deleted
 */
export async function gapAround(
  query: Kysely<Schema>, corpId: string, seq: number,
): Promise<AuditGapTable | undefined> {
  const gap = await query.selectFrom('auditGap').selectAll().where('corpId', '=', corpId)
    .where('fromSeq', '<=', seq).orderBy('fromSeq', 'desc').limit(1).executeTakeFirst()
  return gap && gap.toSeq >= seq ? gap : undefined
}
