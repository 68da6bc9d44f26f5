import MobileNumbers from '~/components/customer/MobileNumbers.vue'
import { specimen } from '../../specimen'

export default specimen(MobileNumbers, {
  two: { props: { numbers: ['13800136021', '057188888812'] } },
  none: { props: { numbers: [] } },
})
