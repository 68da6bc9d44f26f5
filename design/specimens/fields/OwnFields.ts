import OwnFields from '~/components/fields/OwnFields.vue'
import { customerFields } from '../../story'
import { specimen } from '../../specimen'

const { fields } = customerFields
const idle = { drafts: {}, saving: {}, failures: {} }

export default specimen(OwnFields, {
  filled: { props: { fields: customerFields, work: idle } },
  empty: { props: { fields: { fields, values: {} }, work: idle } },
  undo: { props: { fields: customerFields, work: { ...idle, undo: { id: fields[0]!.id, after: 'x' } } } },
})
