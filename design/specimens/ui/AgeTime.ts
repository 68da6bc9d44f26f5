import AgeTime from '~/components/ui/AgeTime.vue'
import { specimen } from '../../specimen'

export default specimen(AgeTime, {
  'a minute ago': { props: { at: Date.now() - 90_000 } },
  'days ago': { props: { at: '2026-03-14T02:30:00Z' } },
})
