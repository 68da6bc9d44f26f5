import PanelSkeleton from '~/components/panels/PanelSkeleton.vue'
import { specimen } from '../../specimen'

export default specimen(PanelSkeleton, { waiting: { props: {} } })
