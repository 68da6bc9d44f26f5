import FieldRow from '~/components/ui/FieldRow.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(FieldRow, {
  'value': { within: 'dl', props: { label: '企业', value: '云栖设计工作室' } },
  'long value': { within: 'dl', props: { label: 'Description', value: LONG } },
})
