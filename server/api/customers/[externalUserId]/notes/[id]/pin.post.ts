import { recordNote } from '../../../../../http/audit.ts'
import { defineDoor } from '../../../../../http/door/define-door.ts'
import { noteId } from '../../../../../story/note-input.ts'

export default defineDoor({
  does: 'Puts a note on top, in place of the one that was there. A private note is on top for its author only.',
  who: 'follower',
  limits: ['writes'],
  params: { id: noteId },
  answer: 'Note',
  errors: ['note_not_found'],
  asks: 'store',
}, ({ event, member, externalUserId, params: { id }, services }) =>
  recordNote(event, 'pin_note', externalUserId, alongside =>
    services.story.notes.pin(member.userId, { externalUserId, id }, true, alongside)))
