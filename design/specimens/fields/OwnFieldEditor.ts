import OwnFieldEditor from '~/components/fields/OwnFieldEditor.vue'
import { specimen } from '../../specimen'

export default specimen(OwnFieldEditor, {
  text: { props: { type: 'text', text: '三居', label: '户型' } },
  number: { props: { type: 'number', text: '3', label: '预算' } },
  date: { props: { type: 'date', text: '1988-05-01', label: '生日', saving: true } },
})
