import type { Kysely } from 'kysely'
import type { TimelineKind } from '#shared/timeline-kinds.ts'
import type { Schema } from '../storage/sql/schema.ts'

/** What a member does with a customer: WeCom tells no app when they last wrote to each other. */
const CONTACTS: readonly TimelineKind[] = ['note', 'reply', 'reminder']
const IDS_A_STATEMENT = 200

/** A member, and the customers whose last contacts are wanted. */
export interface ContactsQuery {
  corpId: string
  /** The member. */
  userId: string
  externalUserIds: readonly string[]
}

/** @returns when the member was last in contact, milliseconds since 1970, by external_userid; without those never */
export async function readLastContacts(
  query: Kysely<Schema>, { corpId, userId, externalUserIds }: ContactsQuery,
): Promise<Map<string, number>> {
  const last = new Map<string, number>()
  for (let start = 0; start < externalUserIds.length; start += IDS_A_STATEMENT) {
    const rows = await query.selectFrom('timelineEntry').select(['subjectId', eb => eb.fn.max('at').as('at')])
      .where(eb => eb.and({ corpId, subjectKind: 'externalUserId', subjectScope: corpId, who: userId }))
      .where('subjectId', 'in', externalUserIds.slice(start, start + IDS_A_STATEMENT))
      .where('kind', 'in', CONTACTS)
      .groupBy('subjectId').execute()
    for (const { subjectId, at } of rows) last.set(subjectId, Number(at))
  }
  return last
}
