import ActionTile from '~/components/ui/ActionTile.vue'
import { specimen } from '../../specimen'

export default specimen(ActionTile, {
  button: { props: { icon: 'message', label: '快捷回复' } },
  link: { props: { icon: 'phone', label: 'Call', href: 'tel:13800136021' } },
  busy: { props: { icon: 'phone', label: '电话', busy: true } },
})
