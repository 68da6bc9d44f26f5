import NoteConflict from '~/components/story/NoteConflict.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(NoteConflict, {
  short: { props: { text: '周五回电', theirs: '周四回电' } },
  long: { props: { text: LONG.repeat(8), theirs: LONG } },
})
