import PanelOrderDialog from '~/components/panels/PanelOrderDialog.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

const panels = [{ id: 'orders', title: '订单' }, { id: 'tickets', title: '工单' }, { id: 'contracts', title: '合同' }]

export default specimen(PanelOrderDialog, {
  panels: { props: { panels } },
  long: { props: { panels: [...panels, { id: 'crm', title: LONG.slice(0, 40) }] } },
})
