import ClampedText from '~/components/ui/ClampedText.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(ClampedText, {
  cut: { props: { text: LONG.repeat(3), clipped: true, whole: false } },
  whole: { props: { text: LONG.repeat(3), clipped: true, whole: true } },
})
