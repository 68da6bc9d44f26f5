import IconButton from '~/components/ui/IconButton.vue'
import { specimen } from '../../specimen'

export default specimen(IconButton, {
  edit: { props: { icon: 'edit', label: '编辑备注名' } },
  close: { props: { icon: 'close', label: 'Close' } },
})
