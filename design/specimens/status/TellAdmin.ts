import TellAdmin from '~/components/status/TellAdmin.vue'
import { failureOf } from '~/browser/failure'
import { specimen } from '../../specimen'

const failure = failureOf('wecom_config', { requestId: '0197-4c1d' })

export default specimen(TellAdmin, { 'for a member': { props: { failure } } })
