import FailureDetails from '~/components/status/FailureDetails.vue'
import { failureOf } from '~/browser/failure'
import { specimen } from '../../specimen'

export default specimen(FailureDetails, {
  'of our server': { props: { failure: failureOf('internal', { requestId: '7d3c9a52-61f4-4a0e-9c35-0f1be2a7d810' }) } },
  'of the client': { props: {
    failure: failureOf('signature_refused', { errMsg: 'agentConfig:invalid signature' }), step: 'config',
  } },
})
