import { recordNote } from '../../../../../http/audit.ts'
import { defineDoor } from '../../../../../http/door/define-door.ts'
import { noteId } from '../../../../../story/note-input.ts'

export default defineDoor({
  does: 'Deletes a note of the member, with its earlier texts.',
  who: 'follower',
  limits: ['writes'],
  params: { id: noteId },
  answer: 'nothing',
  errors: ['note_not_found'],
  asks: 'store',
}, ({ event, member, externalUserId, params: { id }, services }) =>
  recordNote(event, 'delete_note', externalUserId, alongside =>
    services.story.notes.remove(member.userId, { externalUserId, id }, alongside)))
