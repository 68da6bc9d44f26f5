import CustomerSummary from '~/components/customer/CustomerSummary.vue'
import { edits, LONG, profile } from '../../fixtures'
import { specimen } from '../../specimen'

const relation = profile.relation!
const colleagues = [{ userId: 'chenzhiyuan', name: '陈志远' }]

export default specimen(CustomerSummary, {
  'with a colleague': { props: { relation, edits, followUserCount: 2, colleagues, canAsk: true } },
  'nothing noted, only me': { props: { relation: { ...relation, description: '' }, edits, followUserCount: 1 } },
  'long, read only': { props: { relation: { ...relation, description: LONG }, followUserCount: 1 } },
  'not followed': { props: { followUserCount: 2, colleagues } },
})
