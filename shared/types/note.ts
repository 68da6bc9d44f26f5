/** Who sees a note: everyone who may see the customer, or its author alone. */
export type NoteVisibility = 'followers' | 'me'

/** What a member wrote down about a customer. Times are ISO 8601, UTC. */
export interface Note {
  id: string
  text: string
  visibility: NoteVisibility
  /** Userid of the author. */
  author: string
  createdAt: string
  /** When the text was changed last; absent when it never was. */
  changedAt?: string
  pinned: boolean
}

/** POST /api/customers/:externalUserId/notes → Note; the existing one, if the member's last note is the same. */
export interface NewNote {
  text: string
  visibility: NoteVisibility
}

/** PATCH …/notes/:id → Note, or 409 `edit_conflict` when the stored text is not `before`. */
export interface NoteEdit {
  before: string
  after: string
}

/** GET …/notes/:id/versions: the texts that the note had before, the newest first. */
export interface NoteVersions {
  versions: { text: string, writtenAt: string }[]
}
