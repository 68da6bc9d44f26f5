import { h } from 'vue'
import BottomBar from '~/components/ui/BottomBar.vue'
import BottomBars from '~/components/ui/BottomBars.vue'
import { specimen } from '../../specimen'

export default specimen(BottomBars, {
  'two bars': {
    props: {}, slots: { default: () => ['Saved', '网络较慢，请稍候'].map(text => h(BottomBar, () => h('p', text))) },
  },
})
