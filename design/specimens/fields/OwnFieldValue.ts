import OwnFieldValue from '~/components/fields/OwnFieldValue.vue'
import { specimen } from '../../specimen'

export default specimen(OwnFieldValue, {
  text: { props: { type: 'text', value: '三居' } },
  number: { props: { type: 'number', value: -1_250.25 } },
  date: { props: { type: 'date', value: '1988-05-01' } },
  none: { props: { type: 'date' } },
})
