import EndSignIns from '~/components/sign-ins/EndSignIns.vue'
import { failureOf } from '~/browser/failure'
import { specimen } from '../../specimen'

export default specimen(EndSignIns, {
  'nothing typed': { props: { busy: false } },
  'ended': { props: { busy: false, ended: 3 } },
  'was not signed in': { props: { busy: false, ended: 0 } },
  'failed': { props: { busy: false, failure: failureOf('store_unavailable') } },
})
