import { h } from 'vue'
import AppSection from '~/components/ui/AppSection.vue'
import IconButton from '~/components/ui/IconButton.vue'
import { specimen } from '../../specimen'

export default specimen(AppSection, {
  'title only': { props: { title: '备注信息' }, slots: { default: () => '暂无标签' } },
  'quiet': { props: { title: '标签', quiet: true }, slots: { default: () => '暂无标签' } },
  'open': { props: { title: 'Source', open: true }, slots: { default: () => 'QR code' } },
  'folded, with a peek': {
    props: { title: '标识', open: false },
    slots: { default: () => '…', peek: () => '暂无 UnionID' },
  },
  'with an action': {
    props: { title: 'Tags' },
    slots: { default: () => 'No tags', action: () => h(IconButton, { icon: 'edit', label: 'Edit tags' }) },
  },
})
