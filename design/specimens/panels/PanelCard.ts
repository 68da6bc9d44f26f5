import PanelCard from '~/components/panels/PanelCard.vue'
import { cancelOrder, longCard, orders, runOf } from '../../cards'
import { specimen } from '../../specimen'

export default specimen(PanelCard, {
  'every block': { props: { card: orders, canReply: true } },
  'long': { props: { card: longCard, canReply: true } },
  'done': { props: {
    card: { version: 1, blocks: [{ type: 'actions', actions: [cancelOrder] }] },
    action: { run: runOf(cancelOrder), status: 'done', message: '订单已取消', tone: 'good' },
  } },
  'empty': { props: { card: { version: 1, blocks: [] } } },
})
