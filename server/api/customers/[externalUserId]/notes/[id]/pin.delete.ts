import { recordNote } from '../../../../../http/audit.ts'
import { defineDoor } from '../../../../../http/door/define-door.ts'
import { noteId } from '../../../../../story/note-input.ts'

export default defineDoor({
  does: 'Takes a note from the top.',
  who: 'follower',
  limits: ['writes'],
  params: { id: noteId },
  answer: 'Note',
  errors: ['note_not_found'],
  asks: 'store',
}, ({ event, member, externalUserId, params: { id }, services }) =>
  recordNote(event, 'pin_note', externalUserId, alongside =>
    services.story.notes.pin(member.userId, { externalUserId, id }, false, alongside)))
