import DoctorFold from '~/components/doctor/DoctorFold.vue'
import { specimen } from '../../specimen'

const checks = [
  { id: 'site-url', status: 'ok' as const, title: 'NUXT_SITE_URL', ms: 3 },
  { id: 'clock', status: 'ok' as const, title: 'Clock', evidence: '12 ms', ms: 1 },
]

export default specimen(DoctorFold, { closed: { props: { status: 'ok', label: '2', checks } } })
