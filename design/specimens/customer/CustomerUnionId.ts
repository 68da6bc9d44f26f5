import CustomerUnionId from '~/components/customer/CustomerUnionId.vue'
import { profile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerUnionId, {
  'known': { props: { unionId: profile.unionId, isAdmin: false } },
  'customer of WeCom': { props: { missing: 'wecom_contact', isAdmin: true } },
  'third-party app': { props: { missing: 'third_party_app', isAdmin: true } },
  'not bound': { props: { missing: 'developer_account_not_bound', isAdmin: true } },
  'not bound, to a member': { props: { missing: 'developer_account_not_bound', isAdmin: false } },
  'other subject': { props: { missing: 'subject_mismatch', isAdmin: true } },
  'not returned yet': { props: { missing: 'not_returned_yet', isAdmin: false } },
})
