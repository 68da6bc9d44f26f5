import LongText from '~/components/ui/LongText.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(LongText, {
  'short': { props: { text: LONG } },
  'long': { props: { text: LONG.repeat(12) } },
  'long, beside a name': { props: { text: LONG.repeat(3), brief: true } },
})
