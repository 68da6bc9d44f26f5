import ValueFilter from '~/components/workbench/ValueFilter.vue'
import { failureOf } from '~/browser/failure'
import { fields, ownValues, stages } from '../../story'
import { specimen } from '../../specimen'

export default specimen(ValueFilter, {
  'a stage is chosen': {
    props: { known: ownValues, modelValue: { stage: stages[1]!.id, [fields[0]!.id]: '三居' } },
  },
  'failed': {
    props: { known: { status: 'failed', id: 'mine', failure: failureOf('store_unavailable') }, modelValue: {} },
  },
})
