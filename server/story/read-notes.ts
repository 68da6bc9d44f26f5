import type { ExpressionBuilder, Kysely } from 'kysely'
import type { Note } from '#shared/types/note.ts'
import type { Subject } from '../identity/subjects.ts'
import type { Schema } from '../storage/sql/schema.ts'
import type { CustomerNoteTable } from '../storage/sql/story-schema.ts'
import { subjectColumns } from './entry.ts'
import { toIso } from './fold.ts'

/** Notes with the first page, pinned ones included. */
const ON_TOP = 3
const SHOWN = ['id', 'authorUserId', 'visibility', 'text', 'createdAt', 'changedAt', 'pinnedAt'] as const

/** What a member sees of a note. */
export type NoteRow = Pick<CustomerNoteTable, typeof SHOWN[number]>

/** The notes of a customer that a member may see. */
export interface NotesQuery {
  corpId: string
  subjects: readonly Subject[]
  viewer: string
}

/** @returns a condition: the note is about the customer, and the member sees it */
export function isVisible({ corpId, subjects, viewer }: NotesQuery) {
  return (eb: ExpressionBuilder<Schema, 'customerNote'>) => eb.and([
    eb('corpId', '=', corpId),
    eb.or(subjects.map(subject => eb.and(subjectColumns(subject)))),
    eb.or([eb('visibility', '=', 'followers'), eb('authorUserId', '=', viewer)]),
  ])
}

/** @returns the columns that a member sees */
export function selectNotes(database: Kysely<Schema>) {
  return database.selectFrom('customerNote').select(SHOWN)
}

/** @returns the pinned notes, then the newest ones; only notes of members have a customer as their subject */
export async function topNotes(database: Kysely<Schema>, query: NotesQuery): Promise<Note[]> {
  const rows = await selectNotes(database).where(isVisible(query))
    .orderBy(eb => eb.fn.coalesce('pinnedAt', eb.lit(0)), 'desc').orderBy('createdAt', 'desc').orderBy('id')
    .limit(ON_TOP).execute()
  return rows.map(toNote)
}

/** @returns the notes by id; the caller has checked that the member sees them */
export async function notesById(database: Kysely<Schema>, ids: readonly string[]): Promise<Map<string, Note>> {
  if (ids.length === 0) return new Map()
  const rows = await selectNotes(database).where('id', 'in', ids).execute()
  return new Map(rows.map(row => [row.id, toNote(row)]))
}

/** @returns the note as the page gets it */
export function toNote({ id, text, visibility, authorUserId, createdAt, changedAt, pinnedAt }: NoteRow): Note {
  return {
    id,
    text,
    visibility,
    author: authorUserId,
    createdAt: toIso(createdAt),
    changedAt: changedAt > createdAt ? toIso(changedAt) : undefined,
    pinned: pinnedAt !== null,
  }
}
