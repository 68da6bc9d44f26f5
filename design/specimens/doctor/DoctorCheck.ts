import DoctorCheck from '~/components/doctor/DoctorCheck.vue'
import { specimen } from '../../specimen'

const check = { id: 'site-url', status: 'ok' as const, title: 'NUXT_SITE_URL', ms: 3 }

export default specimen(DoctorCheck, {
  ok: { within: 'ul', props: { check, canIgnore: false } },
  wrong: {
    within: 'ul',
    props: {
      check: { ...check, status: 'fail' as const, cause: 'No answer', fix: 'Open the port', where: '.env' },
      canIgnore: true,
    },
  },
})
