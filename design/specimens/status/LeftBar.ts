import LeftBar from '~/components/status/LeftBar.vue'
import { specimen } from '../../specimen'

export default specimen(LeftBar, { left: { props: {} } })
