import { h } from 'vue'
import StatusPanel from '~/components/status/StatusPanel.vue'
import { specimen } from '../../specimen'

export default specimen(StatusPanel, {
  'title and text': {
    within: 'main', props: { title: '没有这个页面' }, slots: { default: () => h('p', '网址可能有误，请从企业微信重新打开侧边栏。') },
  },
})
