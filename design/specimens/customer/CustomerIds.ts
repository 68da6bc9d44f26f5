import { h } from 'vue'
import CustomerIds from '~/components/customer/CustomerIds.vue'
import { profile } from '../../fixtures'
import { specimen } from '../../specimen'

const { externalUserId, unionId } = profile
const slots = { default: () => h('p', '…') }

export default specimen(CustomerIds, {
  'folded': { props: { externalUserId, unionId, open: false } },
  'open': { props: { externalUserId, unionId }, slots },
  'folded, without a unionid': { props: { externalUserId, missing: 'wecom_contact', open: false } },
  'open, without a unionid': { isAdmin: true, props: { externalUserId, missing: 'subject_mismatch' }, slots },
})
