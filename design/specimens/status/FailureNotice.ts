import FailureNotice from '~/components/status/FailureNotice.vue'
import { failureOf } from '~/browser/failure'
import { specimen } from '../../specimen'

export default specimen(FailureNotice, {
  'busy': { props: { failure: failureOf('wecom_busy'), retryIn: 7 } },
  'for an admin': { isAdmin: true, props: { failure: failureOf('wecom_config') } },
})
