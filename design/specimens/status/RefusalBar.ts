import RefusalBar from '~/components/status/RefusalBar.vue'
import { specimen } from '../../specimen'

export default specimen(RefusalBar, {
  profile: { props: { refused: 'profile' } },
  add: { props: { refused: 'add' } },
})
