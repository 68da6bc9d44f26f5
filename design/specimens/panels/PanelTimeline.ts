import PanelTimeline from '~/components/panels/PanelTimeline.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(PanelTimeline, {
  timeline: { props: { events: [
    { at: '2026-02-27T02:30:00Z', title: '已发货', detail: '顺丰', tone: 'good' },
    { at: '2026-02-26T08:00:00Z', title: '已付款' },
  ] } },
  long: { props: { events: [{ at: '2026-02-27T02:30:00Z', title: LONG, detail: LONG }] } },
})
