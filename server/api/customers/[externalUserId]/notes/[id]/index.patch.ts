import * as v from 'valibot'
import { recordNote } from '../../../../../http/audit.ts'
import { defineDoor } from '../../../../../http/door/define-door.ts'
import { newNoteText, noteId, seenNoteText } from '../../../../../story/note-input.ts'

export default defineDoor({
  does: 'Changes a note of the member, if nothing has changed since the member saw it. The earlier text is kept.',
  who: 'follower',
  limits: ['writes'],
  params: { id: noteId },
  body: v.strictObject({ before: seenNoteText, after: newNoteText }),
  answer: 'Note',
  errors: ['note_not_found', 'edit_conflict'],
  asks: 'store',
}, ({ event, member, externalUserId, params: { id }, body, services }) =>
  recordNote(event, 'change_note', externalUserId, alongside =>
    services.story.notes.change(member.userId, { externalUserId, id }, body, alongside)))
