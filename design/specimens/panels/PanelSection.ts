import PanelSection from '~/components/panels/PanelSection.vue'
import { longCard, orders } from '../../cards'
import { specimen } from '../../specimen'

const props = { title: '订单', open: true }

export default specimen(PanelSection, {
  loading: { props: { ...props, state: { status: 'loading', isSlow: false } } },
  slow: { props: { ...props, state: { status: 'loading', isSlow: true } } },
  card: { props: { ...props, canReply: true, state: { status: 'ready', card: orders } } },
  long: { props: { ...props, canReply: true, state: { status: 'ready', card: longCard } } },
  folded: { props: { ...props, open: false, state: { status: 'ready', card: orders } } },
  failed: { props: { ...props, state: { status: 'failed', problem: { code: 'panel_late' } } } },
})
