import * as v from 'valibot'
import { recordNote } from '../../../../http/audit.ts'
import { defineDoor } from '../../../../http/door/define-door.ts'
import { newNoteText } from '../../../../story/note-input.ts'

export default defineDoor({
  does: 'Adds a note about a customer, for all who may see the customer or for the member alone.',
  who: 'follower',
  limits: ['writes'],
  body: v.strictObject({ text: newNoteText, visibility: v.picklist(['followers', 'me']) }),
  answer: 'Note',
  errors: ['notes_full'],
  asks: 'store',
}, ({ event, member, externalUserId, body, services }) =>
  recordNote(event, 'add_note', externalUserId, alongside =>
    services.story.notes.add(member.userId, externalUserId, body, alongside)))
