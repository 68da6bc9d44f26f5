import UpdatedLine from '~/components/customer/UpdatedLine.vue'
import { specimen } from '../../specimen'

const at = Date.parse('2026-03-01T08:00:00Z')

export default specimen(UpdatedLine, {
  'old': { props: { at, busy: false } },
  'loading': { props: { at, busy: true } },
  'beside a chat': { props: { at, busy: false, canLeave: true } },
})
