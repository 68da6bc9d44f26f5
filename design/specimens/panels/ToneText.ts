import ToneText from '~/components/panels/ToneText.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(ToneText, {
  neutral: { props: { text: '待付款' } },
  good: { props: { text: '已发货', tone: 'good' } },
  warning: { props: { text: '即将到期', tone: 'warning' } },
  bad: { props: { text: '已退款', tone: 'bad' } },
  long: { props: { text: LONG, tone: 'bad' } },
})
