import OwnFields from '~/components/fields/OwnFields.vue'
import { customerFields } from '../../story'
import { specimen } from '../../specimen'

const { fields } = customerFields

export default specimen(OwnFields, {
  filled: { props: { fields: customerFields, work: { drafts: {} } } },
  empty: { props: { fields: { fields, values: {} }, work: { drafts: {} } } },
  undo: { props: { fields: customerFields, work: { drafts: {}, undo: { id: fields[0]!.id, after: 'x' } } } },
})
