import DateTime from '~/components/ui/DateTime.vue'
import { specimen } from '../../specimen'

export default specimen(DateTime, {
  'with time': { props: { iso: '2026-03-14T02:30:00Z' } },
  'date only': { props: { iso: '2026-03-14T02:30:00Z', dateOnly: true } },
})
