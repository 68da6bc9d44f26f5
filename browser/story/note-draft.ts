import type { NewNote, Note, NoteVisibility } from '#shared/types/note.ts'
import type { Failure } from '../failure'

/** What was typed as a note. */
export interface NoteText {
  /** The note being changed. Absent: a new one. */
  note?: Pick<Note, 'id' | 'text'>
  text: string
  visibility: NoteVisibility
}

/** A note in the editor. */
export interface NoteDraft extends NoteText {
  saving: boolean
  failure?: Failure
  /** What the note says now, when it was changed elsewhere. */
  theirs?: string
}

/** The last change, as far as it can be undone. */
export type NoteUndo
  = | { kind: 'added', note: Note }
    | { kind: 'changed', note: Note, before: string }
    | { kind: 'deleted', note: NewNote }

/** Everything about the notes of a customer that is in progress. */
export interface NoteWork {
  draft?: NoteDraft
  /** What an earlier page or Escape has left, until the member decides about it. */
  kept?: NoteText
  undo?: NoteUndo
  /** Why the last change outside the editor failed. */
  failure?: Failure
}

/** The member's commands for notes. */
export type NoteCommand
  /** Opens a new note, or what was kept. */
  = | { kind: 'write' }
    | { kind: 'edit', note: Note }
    | { kind: 'type', text: string }
    | { kind: 'share', visibility: NoteVisibility }
    /** Closes the editor and keeps what was typed. */
    | { kind: 'shelve' }
    /** Drops what was typed or kept. */
    | { kind: 'discard' }
    | { kind: 'save' }
    /** Ends a conflict with the member's own version. */
    | { kind: 'overwrite' }
    | { kind: 'delete' }
    | { kind: 'pin', note: Note, pinned: boolean }
    | { kind: 'undo' }
    | { kind: 'keep' }

/** @returns whether saving would change something */
export function changesNote({ note, text }: NoteText): boolean {
  return text.trim() !== (note?.text ?? '')
}
