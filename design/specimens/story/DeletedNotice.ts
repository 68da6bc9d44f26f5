import DeletedNotice from '~/components/story/DeletedNotice.vue'
import { specimen } from '../../specimen'

export default specimen(DeletedNotice, {
  deleted: { props: { at: '2026-10-20T02:03:00Z' } },
})
