import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { TimelineKind } from '#shared/timeline-kinds.ts'
import type { Subject } from '../identity/subjects.ts'
import type { Schema } from '../storage/sql/schema.ts'
import type { TimelineEntryTable } from '../storage/sql/story-schema.ts'
import { subjectColumns } from './entry.ts'

/** SQLite joins 500 queries at most. */
const SUBJECTS_A_STATEMENT = 100
/** Columns by name, because PostgreSQL keeps only such statements prepared (see prepared-statements.ts). */
const SHOWN = ['id', 'at', 'kind', 'action', 'source', 'who', 'text', 'details'] as const

/** A row without the ids that it is about. */
export type EntryRow = Pick<TimelineEntryTable, typeof SHOWN[number]>
type Entries = SelectQueryBuilder<Schema, 'timelineEntry', EntryRow>

/** The place of a row in the feed. */
export interface Place {
  at: number
  id: string
}

export interface FeedQuery {
  corpId: string
  subjects: readonly Subject[]
  /** Userid of the member who reads. */
  viewer: string
  kind?: TimelineKind
  /** Only rows that are older than this one. */
  before?: Place
  limit: number
}

/** @returns the newest rows of all subjects together, the newest first */
export async function readEntries(database: Kysely<Schema>, feed: FeedQuery): Promise<EntryRow[]> {
  const rows: EntryRow[] = []
  for (let start = 0; start < feed.subjects.length; start += SUBJECTS_A_STATEMENT) {
    // The newest of each subject by its index, then the newest of these: no query reads a whole feed.
    const [first, ...others] = feed.subjects.slice(start, start + SUBJECTS_A_STATEMENT)
      .map(subject => database.selectFrom(ofSubject(database, subject, feed).as('part')).select(SHOWN))
    const joined = others.reduce((all, part) => all.unionAll(part), first!)
    rows.push(...await database.selectFrom(joined.as('feed')).select(SHOWN)
      .orderBy('at', 'desc').orderBy('id', 'desc').limit(feed.limit).execute())
  }
  return rows.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, feed.limit)
}

/** @returns when the customer has deleted the member, who was not added since; milliseconds since 1970 */
export async function deletedAt(
  database: Kysely<Schema>, corpId: string, customer: Subject, userId: string,
): Promise<number | undefined> {
  const last = await database.selectFrom('timelineEntry').select(['action', 'at'])
    .where(eb => eb.and({ corpId, ...subjectColumns(customer), kind: 'relation', who: userId }))
    .where('action', 'in', ['added', 'deleted_by_customer'])
    .orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return last?.action === 'deleted_by_customer' ? last.at : undefined
}

function ofSubject(database: Kysely<Schema>, subject: Subject, feed: FeedQuery): Entries {
  const { corpId, viewer, kind, before, limit } = feed
  return database.selectFrom('timelineEntry').select(SHOWN)
    .where(eb => eb.and({ corpId, ...subjectColumns(subject) }))
    .where(eb => eb.or([eb('visibleTo', 'is', null), eb('visibleTo', '=', viewer)]))
    .$if(kind !== undefined, query => query.where('kind', '=', kind!))
    .$if(before !== undefined, query => query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('at', 'id'), '<', tuple(before!.at, before!.id))))
    .orderBy('at', 'desc').orderBy('id', 'desc').limit(limit)
}
