import CustomerServicePanel from '~/components/customer/CustomerServicePanel.vue'
import { failureOf } from '~/browser/failure'
import { profile } from '../../fixtures'
import { specimen } from '../../specimen'

const props = { externalUserId: profile.externalUserId, failure: failureOf('customer_not_found', { requestId: 'r1' }) }

export default specimen(CustomerServicePanel, {
  'for a member': { within: 'main', props: { ...props, canOpen: true, canAdd: false } },
  'for an admin on a phone': { within: 'main', isAdmin: true, props: { ...props, canOpen: true, canAdd: true } },
})
