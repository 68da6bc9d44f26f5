import CopyCustomerId from '~/components/customer/CopyCustomerId.vue'
import { specimen } from '../../specimen'

export default specimen(CopyCustomerId, {
  default: { props: { externalUserId: 'wmDesignShenJianing0000000000001' } },
})
