import CustomerOrigin from '~/components/customer/CustomerOrigin.vue'
import { profile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerOrigin, {
  'followed': { props: { externalUserId: profile.externalUserId, relation: profile.relation, followUserCount: 3 } },
  'only by me': { props: { externalUserId: profile.externalUserId, relation: profile.relation, followUserCount: 1 } },
  'by colleagues': { props: { externalUserId: profile.externalUserId, followUserCount: 2 } },
})
