import CustomerSkeleton from '~/components/customer/CustomerSkeleton.vue'
import { specimen } from '../../specimen'

export default specimen(CustomerSkeleton, {
  loading: { props: {} },
})
