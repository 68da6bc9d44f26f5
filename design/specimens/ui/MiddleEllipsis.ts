import MiddleEllipsis from '~/components/ui/MiddleEllipsis.vue'
import { specimen } from '../../specimen'

export default specimen(MiddleEllipsis, {
  fits: { props: { text: 'ogKC4KxulL6AVsyUpWH88_-mBhbw' } },
  long: { props: { text: 'o'.repeat(58) + 'mBhbw0' } },
})
