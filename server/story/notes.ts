import type { Kysely, Transaction } from 'kysely'
import { NOTE_LIMITS } from '#shared/limits.ts'
import type { NewNote, Note, NoteEdit, NoteVersions } from '#shared/types/note.ts'
import { AppError } from '../errors/app-error.ts'
import type { Subject } from '../identity/subjects.ts'
import type { Schema } from '../storage/sql/schema.ts'
import type { Alongside, SqlDatabase } from '../storage/sql/sql-database.ts'
import { subjectColumns } from './entry.ts'
import type { StoryChanged } from './entry.ts'
import { toIso } from './fold.ts'
import { isVisible, selectNotes, toNote } from './read-notes.ts'
import type { NoteRow } from './read-notes.ts'

/** How long the same note counts as a request that was sent again because its answer got lost, in milliseconds. */
const REPEAT_MS = 60_000

export interface NotesOptions {
  database: SqlDatabase
  corpId: string
  /** The ids that a customer's notes are about; the customer first. */
  subjectsOf: (externalUserId: string) => Promise<[Subject, ...Subject[]]>
  /** Milliseconds since 1970. */
  now: () => number
  /** A new unique id, 32 hexadecimal letters. */
  newId: () => string
  changed: StoryChanged
}

/** Gets the note that changes. */
export type AlongsideNote = Alongside<[note: Note]>

/** A note of a customer, as the address names it. */
export interface NotePlace {
  externalUserId: string
  id: string
}

/**
 * The notes about customers. The caller has checked that the member may see the customer; a note of another customer,
 * or a private one of a colleague, is not found. Every method throws {AppError} note_not_found and store_unavailable.
 * `alongside` writes more in the transaction of a change.
 */
export interface Notes {
  /**
   * Idempotent for a minute: the member's last note about the customer is returned when it is the same.
   *
   * @throws notes_full
   */
  add(userId: string, externalUserId: string, note: NewNote, alongside?: AlongsideNote): Promise<Note>
  /** Idempotent. @throws edit_conflict, also for a note of another author */
  change(userId: string, place: NotePlace, edit: NoteEdit, alongside?: AlongsideNote): Promise<Note>
  /** Only the author's own. */
  remove(userId: string, place: NotePlace, alongside?: AlongsideNote): Promise<void>
  /** Puts one note on top, in place of the one that was there; or takes it from there. */
  pin(userId: string, place: NotePlace, pinned: boolean, alongside?: AlongsideNote): Promise<Note>
  /** What the note said before, the newest first. */
  versions(userId: string, place: NotePlace): Promise<NoteVersions>
}

export function createNotes({ database, corpId, subjectsOf, now, newId, changed }: NotesOptions): Notes {
  /** Changes of one customer's notes one at a time, so that limit, pin and history hold. */
  async function inTurn<T>(
    externalUserId: string, work: (transaction: Transaction<Schema>, subjects: [Subject, ...Subject[]]) => Promise<T>,
  ): Promise<T> {
    const subjects = await subjectsOf(externalUserId)
    const result = await database.exclusively(`notes ${corpId} ${externalUserId}`, transaction =>
      work(transaction, subjects))
    changed(subjects)
    return result
  }

  /** Finds a note that the member sees. */
  async function find(
    query: Kysely<Schema>, viewer: string, id: string, subjects: readonly Subject[],
  ): Promise<NoteRow> {
    const row = await selectNotes(query).where('id', '=', id).where(isVisible({ corpId, subjects, viewer }))
      .executeTakeFirst()
    if (!row) throw new AppError('note_not_found')
    return row
  }

  /** Finds a note that the member sees, and changes it. */
  function onNote<T>(
    viewer: string, { externalUserId, id }: NotePlace,
    work: (transaction: Transaction<Schema>, row: NoteRow, subjects: Subject[]) => Promise<T>,
  ): Promise<T> {
    return inTurn(externalUserId, async (transaction, subjects) =>
      work(transaction, await find(transaction, viewer, id, subjects), subjects))
  }

  function onOwnNote<T>(
    userId: string, place: NotePlace, work: (transaction: Transaction<Schema>, row: NoteRow) => Promise<T>,
  ): Promise<T> {
    return onNote(userId, place, async (transaction, row) => {
      if (row.authorUserId !== userId) throw new AppError('note_not_found')
      return work(transaction, row)
    })
  }

  return {
    add: (userId, externalUserId, { text, visibility }, alongside) =>
      inTurn(externalUserId, async (transaction, [subject]) => {
        const about = { corpId, ...subjectColumns(subject) }
        const own = await selectNotes(transaction)
          .where(eb => eb.and({ ...about, authorUserId: userId })).orderBy('createdAt', 'desc').execute()
        const [last] = own
        const at = now()
        const isRepeat = last?.text === text && last.visibility === visibility && at - last.createdAt < REPEAT_MS
        if (isRepeat) return toNote(last)
        if (own.length >= NOTE_LIMITS.own) throw new AppError('notes_full')
        const id = newId()
        const row = { id, authorUserId: userId, visibility, text, createdAt: at, changedAt: at, pinnedAt: null }
        await transaction.insertInto('customerNote').values({ ...row, ...about }).execute()
        await transaction.insertInto('timelineEntry').values({
          ...about, id, at, kind: 'note', action: 'written', source: 'sidebar', who: userId, text: null, details: '{}',
          visibleTo: visibility === 'me' ? userId : null,
        }).execute()
        await alongside?.(transaction, toNote(row))
        return toNote(row)
      }),

    change: (userId, place, { before, after }, alongside) => onOwnNote(userId, place, async (transaction, row) => {
      if (row.text === after) return toNote(row)
      if (row.text !== before) throw new AppError('edit_conflict')
      const { id, text, changedAt: writtenAt } = row
      const { count } = await transaction.selectFrom('customerNoteVersion').where('noteId', '=', id)
        .select(eb => eb.fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow()
      await transaction.insertInto('customerNoteVersion')
        .values({ noteId: id, version: Number(count) + 1, text, writtenAt }).execute()
      const changed = { text: after, changedAt: Math.max(now(), writtenAt + 1) }
      await transaction.updateTable('customerNote').set(changed).where('id', '=', id).execute()
      const note = toNote({ ...row, ...changed })
      await alongside?.(transaction, note)
      return note
    }),

    remove: (userId, place, alongside) => onOwnNote(userId, place, async (transaction, row) => {
      await transaction.deleteFrom('customerNoteVersion').where('noteId', '=', row.id).execute()
      await transaction.deleteFrom('customerNote').where('id', '=', row.id).execute()
      await transaction.deleteFrom('timelineEntry').where('id', '=', row.id).execute()
      await alongside?.(transaction, toNote(row))
    }),

    pin: (userId, place, pinned, alongside) => onNote(userId, place, async (transaction, row, subjects) => {
      const pinnedAt = pinned ? now() : null
      // A private note is on top for its author only, beside the one of all followers.
      if (pinned) {
        await transaction.updateTable('customerNote').set({ pinnedAt: null })
          .where(isVisible({ corpId, subjects, viewer: userId })).where('visibility', '=', row.visibility).execute()
      }
      await transaction.updateTable('customerNote').set({ pinnedAt }).where('id', '=', row.id).execute()
      const note = toNote({ ...row, pinnedAt })
      await alongside?.(transaction, note)
      return note
    }),

    async versions(userId, { externalUserId, id }) {
      const subjects = await subjectsOf(externalUserId)
      return database.run(async (query) => {
        await find(query, userId, id, subjects)
        const rows = await query.selectFrom('customerNoteVersion').select(['text', 'writtenAt'])
          .where('noteId', '=', id).orderBy('version', 'desc').execute()
        return { versions: rows.map(({ text, writtenAt }) => ({ text, writtenAt: toIso(writtenAt) })) }
      })
    },
  }
}
