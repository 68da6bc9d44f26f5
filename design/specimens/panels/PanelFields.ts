import PanelFields from '~/components/panels/PanelFields.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(PanelFields, {
  fields: { props: { fields: [
    { label: '会员', value: '金卡', tone: 'good' }, { label: '最近订单', value: 'A-42', copyable: true },
  ] } },
  long: { props: { fields: [{ label: LONG, value: LONG, copyable: true }] } },
})
