import PanelFrame from '~/components/panels/PanelFrame.vue'
import { specimen } from '../../specimen'

export default specimen(PanelFrame, {
  frame: { props: { url: 'about:blank', title: '客户系统' } },
})
