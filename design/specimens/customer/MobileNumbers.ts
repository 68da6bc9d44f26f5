import MobileNumbers from '~/components/customer/MobileNumbers.vue'
import { specimen } from '../../specimen'

export default specimen(MobileNumbers, {
  two: { props: { numbers: ['13800136021', '057188888812'] } },
  masked: { props: { numbers: ['138****6021', '057****8812'], masked: true } },
})
