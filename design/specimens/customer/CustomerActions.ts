import { h } from 'vue'
import CustomerActions from '~/components/customer/CustomerActions.vue'
import ActionTile from '~/components/ui/ActionTile.vue'
import { specimen } from '../../specimen'

const props = { canReply: true, canCall: true, canOpen: true }

export default specimen(CustomerActions, {
  'all': { props },
  'with a further one': { props, slots: { default: () => h(ActionTile, { icon: 'edit', label: '记跟进' }) } },
  'from a list': { props: { ...props, canReply: false, canMessage: true } },
  'revealing': { props: { ...props, look: { status: 'revealing' } } },
  'revealed': { props: { ...props, look: { status: 'revealed', mobiles: ['13800136021'] } } },
  'none': { props: {} },
})
