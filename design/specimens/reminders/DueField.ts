import DueField from '~/components/reminders/DueField.vue'
import { now } from '../../reminders'
import { specimen } from '../../specimen'

export default specimen(DueField, {
  'usual': { props: { now, modelValue: { choice: 'nextMonday', own: '' } } },
  'own': { props: { now, modelValue: { choice: 'own', own: '2026-12-24T15:00' } } },
  'own, past': { props: { now, modelValue: { choice: 'own', own: '2026-11-01T15:00' } } },
})
