import NoteText from '~/components/story/NoteText.vue'
import { names, notes } from '../../story'
import { specimen } from '../../specimen'

export default specimen(NoteText, {
  'pinned': { props: { note: notes[0]!, names } },
  'for all followers': { props: { note: notes[1]!, names } },
  'long, for its author': { props: { note: notes[2]!, names } },
})
