import CustomerUnionId from '~/components/customer/CustomerUnionId.vue'
import { profile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerUnionId, {
  'known': { props: { unionId: profile.unionId } },
  'customer of WeCom': { isAdmin: true, props: { missing: 'wecom_contact' } },
  'third-party app': { isAdmin: true, props: { missing: 'third_party_app' } },
  'not bound': { isAdmin: true, props: { missing: 'developer_account_not_bound' } },
  'not bound, to a member': { props: { missing: 'developer_account_not_bound' } },
  'other subject': { isAdmin: true, props: { missing: 'subject_mismatch' } },
  'not returned yet': { props: { missing: 'not_returned_yet' } },
})
