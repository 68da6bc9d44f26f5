import PanelsOutline from '~/components/panels/PanelsOutline.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(PanelsOutline, {
  panels: { props: { panels: [
    { id: 'orders', title: '订单', isOpen: true }, { id: 'tickets', title: '工单', isOpen: false },
  ] } },
  long: { props: { panels: [{ id: 'orders', title: LONG.slice(0, 40), isOpen: true }] } },
})
