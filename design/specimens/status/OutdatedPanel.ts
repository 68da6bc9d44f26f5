import OutdatedPanel from '~/components/status/OutdatedPanel.vue'
import { specimen } from '../../specimen'

export default specimen(OutdatedPanel, {
  outdated: { within: 'main', props: { version: '2.4.0', needs: '3.0.24' } },
})
