import NoteEditor from '~/components/story/NoteEditor.vue'
import type { NoteDraft } from '~/browser/story/note-draft'
import { failureOf } from '~/browser/failure'
import { notes } from '../../story'
import { specimen } from '../../specimen'

const draft: NoteDraft = { text: '周五回电', visibility: 'followers', saving: false }
const note = notes[1]!

export default specimen(NoteEditor, {
  'a new one': { props: { draft: { ...draft, text: '' } } },
  'one there is': { props: { draft: { ...draft, note, text: note.text } } },
  'saving': { props: { draft: { ...draft, saving: true } } },
  'failed': { props: { draft: { ...draft, failure: failureOf('notes_full') } } },
  'changed elsewhere': { props: { draft: { ...draft, note, failure: failureOf('edit_conflict'), theirs: note.text } } },
})
