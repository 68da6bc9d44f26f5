import type { TimelineKind } from '#shared/timeline-kinds.ts'
import type { CustomerFields } from '#shared/types/field.ts'
import type { CustomerStage } from '#shared/types/stage.ts'
import type { TimelineEntry, TimelinePage } from '#shared/types/timeline.ts'
import { hasCode } from '../errors/app-error.ts'
import type { Subject } from '../identity/subjects.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { FollowUser } from '../wecom/api/external-contact.ts'
import { toCursor } from './cursor.ts'
import { fold, toEntry, toIso } from './fold.ts'
import { notesById, topNotes } from './read-notes.ts'
import { deletedAt, readEntries } from './read-entries.ts'
import type { Place } from './read-entries.ts'
import { daysBefore } from './retention.ts'
import type { PersonSubjects } from './set-values.ts'
import { seedsOf } from './seed.ts'
import type { EntryWriter } from './write-entries.ts'
import { toRow } from './entry.ts'

/** Entries a page. */
const PAGE_SIZE = 20
/** Rows read for a page: enough for entries that stand for several. One more tells whether there is another page. */
const ROWS_A_PAGE = 101

export interface TimelineOptions {
  database: SqlDatabase
  corpId: string
  writer: Pick<EntryWriter, 'write'>
  /** The ids that a customer's feed is made of; the customer first. */
  subjectsOf: (externalUserId: string) => Promise<[Subject, ...Subject[]]>
  /** The customer's followers, at most a minute old. */
  followersOf: (externalUserId: string) => Promise<readonly FollowUser[]>
  /** The customer's stage, with all stages of the company. */
  stageOf: (subjects: PersonSubjects) => Promise<CustomerStage>
  /** What is known of the customer, with the fields of the company. */
  fieldsOf: (subjects: PersonSubjects) => Promise<CustomerFields>
  /** Looks in the background which groups the customer has joined. */
  lookForGroups: (customer: Subject) => void
  keptDays: number
  /** Milliseconds since 1970. */
  now: () => number
}

/** What a member asks for. */
export interface TimelineQuery {
  kind?: TimelineKind
  cursor?: Place
}

/** Reads feeds. The caller has checked that the member may see the customer. */
export interface Timeline {
  /** @throws {AppError} store_unavailable */
  page(userId: string, externalUserId: string, query?: TimelineQuery): Promise<Omit<TimelinePage, 'names'>>
}

export function createTimeline(options: TimelineOptions): Timeline {
  const { database, corpId, writer, subjectsOf, followersOf, stageOf, fieldsOf, lookForGroups, keptDays, now } = options

  /** A visitor of 微信客服 has no followers. */
  const knownFollowers = (externalUserId: string) => followersOf(externalUserId).catch((error: unknown) => {
    if (hasCode(error, 'customer_not_found')) return []
    throw error
  })

  /** Writes what WeCom knows and the feed does not: on the first look, and later what no callback has told. */
  async function seed(customer: Subject): Promise<void> {
    const seeds = seedsOf(customer, await knownFollowers(customer.id), daysBefore(now(), keptDays))
    if (seeds.length === 0) return
    const ids = seeds.map(entry => toRow(corpId, entry).id)
    const known = await database.run(query =>
      query.selectFrom('timelineEntry').select('id').where('id', 'in', ids).execute())
    const missing = seeds.filter((_, i) => !known.some(({ id }) => id === ids[i]))
    if (missing.length > 0) await writer.write(missing)
  }

  return {
    async page(viewer, externalUserId, { kind, cursor } = {}) {
      const subjects = await subjectsOf(externalUserId)
      const isFirst = !cursor && !kind
      const [stage, ownFields] = await Promise.all([
        isFirst ? stageOf(subjects) : undefined,
        isFirst ? fieldsOf(subjects) : undefined,
        cursor ? undefined : seed(subjects[0]),
      ])
      if (!cursor) lookForGroups(subjects[0])
      return database.run(async (query) => {
        const feed = { corpId, subjects, viewer }
        const [rows, topmost, deleted] = await Promise.all([
          readEntries(query, { ...feed, kind, before: cursor, limit: ROWS_A_PAGE }),
          isFirst ? topNotes(query, feed) : undefined,
          isFirst ? deletedAt(query, corpId, subjects[0], viewer) : undefined,
        ])
        const groups = fold(rows.slice(0, ROWS_A_PAGE - 1)).slice(0, PAGE_SIZE)
        const last = groups.at(-1)?.at(-1)
        const notes = await notesById(query, rows.filter(row => row.kind === 'note').map(({ id }) => id))
        const withNote = (entry: TimelineEntry): TimelineEntry => ({ ...entry, note: notes.get(entry.id) })
        return {
          entries: groups.map(toEntry).map(withNote),
          notes: topmost,
          stage: stage?.stages.length ? stage : undefined,
          ownFields: ownFields?.fields.length ? ownFields : undefined,
          deletedAt: deleted === undefined ? undefined : toIso(deleted),
          nextCursor: last && last !== rows.at(-1) ? toCursor(last) : undefined,
        }
      })
    },
  }
}
