import { h } from 'vue'
import AppButton from '~/components/ui/AppButton.vue'
import BottomBar from '~/components/ui/BottomBar.vue'
import { specimen } from '../../specimen'

export default specimen(BottomBar, {
  'text': { props: {}, slots: { default: () => h('p', '网络较慢，请稍候') } },
  'text and action': { props: {}, slots: { default: () => [h('p', 'Saved'), h(AppButton, () => 'Undo')] } },
})
