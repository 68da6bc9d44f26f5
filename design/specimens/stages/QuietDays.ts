import QuietDays from '~/components/stages/QuietDays.vue'
import { specimen } from '../../specimen'

export default specimen(QuietDays, {
  'none': { props: { stage: { name: '新客户' }, position: 1, invalid: false } },
  'a week': { props: { stage: { name: '报价中', quietDays: 7 }, position: 2, invalid: false } },
  'wrong': { props: { stage: { name: '报价中', quietDays: 0 }, position: 2, invalid: true } },
})
