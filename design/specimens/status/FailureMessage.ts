import FailureMessage from '~/components/status/FailureMessage.vue'
import { failureOf } from '~/browser/failure'
import { specimen } from '../../specimen'

export default specimen(FailureMessage, {
  'that passes': { props: { failure: failureOf('wecom_busy'), retryIn: 7 } },
  'for a member': { props: { failure: failureOf('wecom_config') } },
  'for an admin': { isAdmin: true, props: { failure: failureOf('wecom_config') } },
})
