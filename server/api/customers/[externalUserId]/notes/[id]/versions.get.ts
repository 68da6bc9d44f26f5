import { record } from '../../../../../http/audit.ts'
import { defineDoor } from '../../../../../http/door/define-door.ts'
import { noteId } from '../../../../../story/note-input.ts'

export default defineDoor({
  does: 'What a note said before, the newest first.',
  who: 'follower',
  params: { id: noteId },
  answer: 'NoteVersions',
  errors: ['note_not_found'],
  asks: 'store',
}, async ({ event, member, externalUserId, params: { id }, services }) => {
  const versions = await services.story.notes.versions(member.userId, { externalUserId, id })
  record(event, 'view_note_versions', { subject: externalUserId })
  return versions
})
