import UnionIdAdvice from '~/components/customer/UnionIdAdvice.vue'
import { specimen } from '../../specimen'

export default specimen(UnionIdAdvice, {
  'third-party app': { isAdmin: true, props: { missing: 'third_party_app' } },
  'not bound': { isAdmin: true, props: { missing: 'developer_account_not_bound' } },
  'not bound, to a member': { props: { missing: 'developer_account_not_bound' } },
  'not returned yet': { props: { missing: 'not_returned_yet' } },
})
