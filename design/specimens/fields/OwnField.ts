import OwnField from '~/components/fields/OwnField.vue'
import { failureOf } from '~/browser/failure'
import { LONG } from '../../fixtures'
import { fields } from '../../story'
import { specimen } from '../../specimen'

const [text, number, date, choice, on] = fields as [typeof fields[0], ...typeof fields]

export default specimen(OwnField, {
  'text': { props: { field: text, value: LONG } },
  'none': { props: { field: text } },
  'number': { props: { field: number!, value: 1_250_000.5 } },
  'date': { props: { field: date!, value: '1988-05-01' } },
  'choice': { props: { field: choice!, value: '展会' } },
  'choice that is gone': { props: { field: choice!, value: '地推' } },
  'switch': { props: { field: on!, value: true } },
  'open': { props: { field: number!, value: 3, draft: { before: 3, text: '4' } } },
  'saving': { props: { field: choice!, value: '展会', saving: true } },
  'conflict': {
    props: {
      field: text, value: '三居', draft: { before: '两居', text: '四居' }, failure: failureOf('edit_conflict'),
    },
  },
})
