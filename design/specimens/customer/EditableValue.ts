import EditableValue from '~/components/customer/EditableValue.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

const props = { label: '描述', add: '添加', empty: false, saving: false, editable: true }
const slots = { default: () => LONG }

export default specimen(EditableValue, {
  'editable': { props, slots },
  'empty': { props: { ...props, empty: true } },
  'saving': { props: { ...props, label: 'Description', saving: true }, slots },
  'read only': { props: { ...props, editable: false }, slots },
  'read only, empty': { props: { ...props, editable: false, empty: true } },
})
