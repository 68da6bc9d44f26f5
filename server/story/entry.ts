import { createHash } from 'node:crypto'
import type { TimelineAction, TimelineKind } from '#shared/timeline-kinds.ts'
import type { TimelineDetails } from '#shared/types/timeline.ts'
import type { Subject } from '../identity/subjects.ts'
import type { SubjectColumns, TimelineEntryTable } from '../storage/sql/story-schema.ts'

/** Hexadecimal letters of an id: 128 bits. */
const ID_LENGTH = 32

/** Something that happened, before it is stored. */
export interface NewEntry {
  subject: Subject
  /** Milliseconds since 1970. */
  at: number
  kind: TimelineKind
  action: TimelineAction
  source: string
  /** Names the event at its source: reported again with the same one, it stays as it is. */
  eventId: string
  who?: string
  text?: string
  details?: TimelineDetails
}

/** Called after a change of the story of people with these ids, so that open pages learn of it. Must not throw. */
export type StoryChanged = (subjects: readonly Subject[]) => void

/** @returns a subject in the columns of the tables */
export function subjectColumns({ kind, scope, id }: Subject): SubjectColumns {
  return { subjectKind: kind, subjectScope: scope, subjectId: id }
}

/** @returns the row; its id tells nothing about the event */
export function toRow(corpId: string, entry: NewEntry): TimelineEntryTable {
  const { subject, at, kind, action, source, eventId, who = null, text = null, details = {} } = entry
  const id = createHash('sha256').update(JSON.stringify([corpId, source, eventId])).digest('hex').slice(0, ID_LENGTH)
  const what = { at, kind, action, source, who, text, details: JSON.stringify(details), visibleTo: null }
  return { id, corpId, ...subjectColumns(subject), ...what }
}
