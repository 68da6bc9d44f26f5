import FailureBox from '~/components/status/FailureBox.vue'
import { failureOf } from '~/browser/failure'
import { specimen } from '../../specimen'

export default specimen(FailureBox, {
  'too often': { props: { failure: failureOf('too_many_requests', { requestId: '0f1e2d3c' }) } },
  'no button': { props: { failure: failureOf('edit_conflict'), lead: 'Not saved', noRetry: true } },
  'for an admin': { isAdmin: true, props: { failure: failureOf('wecom_config'), lead: 'Not saved' } },
})
