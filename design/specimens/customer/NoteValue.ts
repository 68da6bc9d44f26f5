import NoteValue from '~/components/customer/NoteValue.vue'
import { edits, LONG } from '../../fixtures'
import { specimen } from '../../specimen'

const props = { field: 'description', value: LONG, label: '描述', add: '添加描述', edits } as const

export default specimen(NoteValue, {
  'filled': { props },
  'empty': { props: { ...props, value: '' } },
  'read only': { props: { ...props, edits: undefined } },
})
