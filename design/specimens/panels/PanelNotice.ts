import PanelNotice from '~/components/panels/PanelNotice.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(PanelNotice, {
  notice: { props: { text: '优惠券将于本月底到期', tone: 'warning' } },
  long: { props: { text: LONG } },
})
