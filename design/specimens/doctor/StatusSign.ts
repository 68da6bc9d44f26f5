import StatusSign from '~/components/doctor/StatusSign.vue'
import { specimen } from '../../specimen'

export default specimen(StatusSign, {
  ok: { props: { status: 'ok' } },
  warn: { props: { status: 'warn' } },
  fail: { props: { status: 'fail' } },
  skipped: { props: { status: 'skipped' } },
})
