import IconButton from '~/components/ui/IconButton.vue'
import { specimen } from '../../specimen'

export default specimen(IconButton, {
  edit: { props: { icon: 'edit', label: '编辑备注名' } },
  busy: { props: { icon: 'eye', label: '显示完整号码', busy: true } },
  close: { props: { icon: 'close', label: 'Close' } },
})
