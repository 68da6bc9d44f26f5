import CustomerScreen from '~/components/customer/CustomerScreen.vue'
import { failureOf } from '~/browser/failure'
import { edits, profile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerScreen, {
  'loading': { within: 'main', props: { state: { status: 'loading', id: profile.externalUserId } } },
  'ready': {
    within: 'main',
    props: { state: { status: 'ready', id: profile.externalUserId, data: profile, loadedAt: 0 }, edits },
  },
  'failed': {
    within: 'main',
    props: { state: { status: 'failed', id: profile.externalUserId, failure: failureOf('customer_not_found') } },
  },
  'customer service': { within: 'main', props: {
    state: {
      status: 'failed', id: profile.externalUserId, failure: failureOf('customer_not_found'),
    }, inCustomerService: true,
  } },
})
