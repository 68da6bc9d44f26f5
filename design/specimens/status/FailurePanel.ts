import FailurePanel from '~/components/status/FailurePanel.vue'
import { FAILURES, failureOf, type FailureCode } from '~/browser/failure'
import { specimen } from '../../specimen'

const requestId = '7d3c9a52-61f4-4a0e-9c35-0f1be2a7d810'

/** Every failure, as an admin sees it. */
export default specimen(FailurePanel, Object.fromEntries((Object.keys(FAILURES) as FailureCode[]).map(code => [
  code, { within: 'main', isAdmin: true, props: { failure: failureOf(code, { requestId }) } },
])))
