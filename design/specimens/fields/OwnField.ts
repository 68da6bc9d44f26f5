import OwnField from '~/components/fields/OwnField.vue'
import { failureOf } from '~/browser/failure'
import { LONG } from '../../fixtures'
import { fields } from '../../story'
import { specimen } from '../../specimen'

const [text, number, date, choice, on] = fields as [typeof fields[0], ...typeof fields]

export default specimen(OwnField, {
  'text': { within: 'dl', props: { field: text, value: LONG } },
  'none': { within: 'dl', props: { field: text } },
  'number': { within: 'dl', props: { field: number!, value: 1_250_000.5 } },
  'date': { within: 'dl', props: { field: date!, value: '1988-05-01' } },
  'choice': { within: 'dl', props: { field: choice!, value: '展会' } },
  'choice that is gone': { within: 'dl', props: { field: choice!, value: '地推' } },
  'switch': { within: 'dl', props: { field: on!, value: true } },
  'open': { within: 'dl', props: { field: number!, value: 3, draft: { before: 3, text: '4' }, open: true } },
  'kept': { within: 'dl', props: { field: text, value: '两居', draft: { before: '两居', text: LONG } } },
  'saving': { within: 'dl', props: { field: choice!, value: '展会', saving: true } },
  'conflict': {
    within: 'dl',
    props: {
      field: text, value: '三居', draft: { before: '两居', text: '四居' }, open: true, failure: failureOf('edit_conflict'),
    },
  },
})
