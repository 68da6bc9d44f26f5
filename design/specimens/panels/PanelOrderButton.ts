import PanelOrderButton from '~/components/panels/PanelOrderButton.vue'
import { specimen } from '../../specimen'

export default specimen(PanelOrderButton, { button: { props: {} } })
