import NoteOutcome from '~/components/story/NoteOutcome.vue'
import { failureOf } from '~/browser/failure'
import { notes } from '../../story'
import { specimen } from '../../specimen'

export default specimen(NoteOutcome, {
  saved: { props: { work: { undo: { kind: 'added', note: notes[1]! } } } },
  deleted: { props: { work: { undo: { kind: 'deleted', note: notes[1]! } } } },
  failed: { props: { work: { failure: failureOf('note_not_found') } } },
})
