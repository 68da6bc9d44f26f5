import { h } from 'vue'
import AppSection from '~/components/ui/AppSection.vue'
import IconButton from '~/components/ui/IconButton.vue'
import { specimen } from '../../specimen'

export default specimen(AppSection, {
  'title only': { props: { title: '我的备注' }, slots: { default: () => '还没有标签' } },
  'with an action': {
    props: { title: 'Tags' },
    slots: { default: () => 'No tags yet', action: () => h(IconButton, { icon: 'edit', label: 'Edit tags' }) },
  },
})
