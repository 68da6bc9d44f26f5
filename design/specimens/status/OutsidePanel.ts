import OutsidePanel from '~/components/status/OutsidePanel.vue'
import { specimen } from '../../specimen'

export default specimen(OutsidePanel, {
  outside: { within: 'main', props: { signInPath: '/auth/login?return_to=%2F' } },
})
