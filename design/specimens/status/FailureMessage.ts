import FailureMessage from '~/components/status/FailureMessage.vue'
import { failureOf } from '~/composables/failure'
import { specimen } from '../../specimen'

export default specimen(FailureMessage, {
  'that passes': { props: { failure: failureOf('wecom_busy'), isAdmin: false, retryIn: 7 } },
  'for a member': { props: { failure: failureOf('wecom_config'), isAdmin: false } },
  'for an admin': { props: { failure: failureOf('wecom_config'), isAdmin: true } },
})
