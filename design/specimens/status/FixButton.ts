import FixButton from '~/components/status/FixButton.vue'
import { failureOf } from '~/browser/failure'
import { specimen } from '../../specimen'

export default specimen(FixButton, {
  'try again': { props: { failure: failureOf('wecom_busy') } },
  'reload': { props: { failure: failureOf('bridge_timeout') } },
  'sign in': { props: { failure: failureOf('session_required'), kind: 'primary' } },
})
