import PanelFormField from '~/components/panels/PanelFormField.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

const options = [{ value: 'late', label: '送达太晚' }, { value: 'broken', label: '商品破损' }]

export default specimen(PanelFormField, {
  text: { props: { modelValue: 'A-42', field: { name: 'order', label: '订单', type: 'text', required: true } } },
  multiline: { props: { modelValue: '', field: { name: 'note', label: '备注', type: 'multiline' } } },
  select: { props: { modelValue: 'late', field: { name: 'reason', label: '原因', type: 'select', options } } },
  sent: { props: { modelValue: 'A-42', field: { name: 'order', label: '订单', type: 'text' }, locked: true } },
  long: { props: { modelValue: LONG, field: {
    name: 'a', label: LONG, type: 'select', options: [{ value: LONG, label: LONG }],
  } } },
})
