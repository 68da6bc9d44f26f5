import PanelCard from '~/components/panels/PanelCard.vue'
import { longCard, orders } from '../../cards'
import { specimen } from '../../specimen'

export default specimen(PanelCard, {
  'every block': { props: { card: orders, canReply: true } },
  'long': { props: { card: longCard, canReply: true } },
  'empty': { props: { card: { version: 1, blocks: [] } } },
})
