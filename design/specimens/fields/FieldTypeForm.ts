import FieldTypeForm from '~/components/fields/FieldTypeForm.vue'
import { fields } from '../../story'
import { specimen } from '../../specimen'

const props = { position: 1, invalid: false }

export default specimen(FieldTypeForm, {
  new: { props: { ...props, field: { name: '', type: 'text' } } },
  stored: { props: { ...props, field: fields[0]! } },
  choices: { props: { ...props, field: fields[3]! } },
  invalid: { props: { ...props, field: { name: '户型', type: 'choice', choices: ['三居', '三居'] }, invalid: true } },
})
