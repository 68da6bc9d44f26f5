import EditableValue from '~/components/customer/EditableValue.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(EditableValue, {
  'editable': { props: { label: '编辑描述', saving: false, editable: true }, slots: { default: () => LONG } },
  'saving': { props: { label: 'Edit description', saving: true, editable: true }, slots: { default: () => LONG } },
  'read only': { props: { label: '编辑描述', saving: false, editable: false }, slots: { default: () => LONG } },
})
