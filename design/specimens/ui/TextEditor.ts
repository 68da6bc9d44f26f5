import TextEditor from '~/components/ui/TextEditor.vue'
import { LONG, profile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(TextEditor, {
  'one line': { props: { modelValue: '沈佳宁 · 云栖花园', label: '备注名', limit: 20 } },
  'several lines': { props: {
    modelValue: profile.relation!.description, label: 'Description', limit: 150, multiline: true,
  } },
  'too long': { props: { modelValue: LONG, label: 'Remark', limit: 20 } },
})
