import { h } from 'vue'
import AppDialog from '~/components/ui/AppDialog.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(AppDialog, {
  open: {
    modal: true,
    props: { title: '编辑标签' },
    slots: { default: () => LONG, actions: () => h('button', { type: 'button' }, '保存') },
  },
})
