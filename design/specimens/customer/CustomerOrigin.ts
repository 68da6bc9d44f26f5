import CustomerOrigin from '~/components/customer/CustomerOrigin.vue'
import { profile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerOrigin, {
  open: { props: { relation: profile.relation! } },
  folded: { props: { relation: profile.relation!, open: false } },
})
