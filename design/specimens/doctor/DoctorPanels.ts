import DoctorPanels from '~/components/doctor/DoctorPanels.vue'
import { specimen } from '../../specimen'

const at = '2026-11-26T08:00:00Z'

export default specimen(DoctorPanels, {
  called: {
    props: {
      panels: [
        {
          id: 'orders', title: { zh: '订单', en: 'Orders' },
          calls: [{ at, kind: 'card', ms: 34, status: 200, bytes: 312 }],
        },
        {
          id: 'tickets', title: { zh: '工单', en: 'Tickets' },
          calls: [{ at, kind: 'card', ms: 12, status: 401, problem: 'panel_refused', detail: 'status 401' }],
        },
        { id: 'contracts', title: { zh: '合同', en: 'Contracts' }, calls: [] },
      ],
    },
  },
})
