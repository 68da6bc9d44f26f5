import UndoBar from '~/components/status/UndoBar.vue'
import { specimen } from '../../specimen'

export default specimen(UndoBar, {
  offered: { props: {} },
})
