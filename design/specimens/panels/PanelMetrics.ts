import PanelMetrics from '~/components/panels/PanelMetrics.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(PanelMetrics, {
  metrics: { props: { metrics: [
    { label: '累计消费', value: '¥ 12,480', trend: 'up' }, { label: '订单', value: '3', trend: 'flat' },
    { label: '退款', value: '¥ 0', trend: 'down' },
  ] } },
  long: { props: { metrics: [{ label: LONG, value: LONG }] } },
})
