import type { SqlDatabase } from '../storage/sql/sql-database.ts'

const DAY_MS = 24 * 60 * 60_000
/** A transaction is short, so that other writers do not wait. */
const ROWS_A_TURN = 1_000

/** @returns the moment so many days before, milliseconds since 1970 */
export function daysBefore(now: number, days: number): number {
  return now - days * DAY_MS
}

/**
 * Deletes entries and notes that were written, notes that were changed, and stages and fields that were set, longer ago
 * than they are kept.
 *
 * @param before milliseconds since 1970
 * @returns how many entries were deleted
 * @throws {AppError} store_unavailable
 */
export async function pruneStory(database: SqlDatabase, corpId: string, before: number): Promise<number> {
  let deleted = 0
  for (let count = ROWS_A_TURN; count === ROWS_A_TURN; deleted += count) {
    count = await database.exclusively(`story-prune ${corpId}`, async (transaction) => {
      const due = await transaction.selectFrom('timelineEntry').select('id').where('corpId', '=', corpId)
        .where('at', '<', before)
        .where(({ not, exists, selectFrom }) => not(exists(selectFrom('customerNote').select('id')
          .whereRef('customerNote.id', '=', 'timelineEntry.id').where('changedAt', '>=', before))))
        .orderBy('at').limit(ROWS_A_TURN).execute()
      const ids = due.map(({ id }) => id)
      if (ids.length === 0) return 0
      await transaction.deleteFrom('customerNoteVersion').where('noteId', 'in', ids).execute()
      await transaction.deleteFrom('customerNote').where('id', 'in', ids).execute()
      await transaction.deleteFrom('timelineEntry').where('id', 'in', ids).execute()
      return ids.length
    })
  }
  for (const table of ['customerStage', 'customerField'] as const) {
    await database.run(query => query.deleteFrom(table).where('corpId', '=', corpId)
      .where('setAt', '<', before).execute())
  }
  return deleted
}
