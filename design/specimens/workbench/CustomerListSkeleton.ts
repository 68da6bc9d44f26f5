import CustomerListSkeleton from '~/components/workbench/CustomerListSkeleton.vue'
import { specimen } from '../../specimen'

export default specimen(CustomerListSkeleton, {
  loading: { props: {} },
})
