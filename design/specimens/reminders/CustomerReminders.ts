import CustomerReminders from '~/components/reminders/CustomerReminders.vue'
import { FIRST_DUE } from '~/browser/reminders/due'
import { reminders } from '../../reminders'
import { specimen } from '../../specimen'

export default specimen(CustomerReminders, {
  'some': { props: { reminders, work: {} } },
  'writing': { props: { reminders: [], work: { draft: { text: '', due: FIRST_DUE, saving: false } } } },
  'left unsaved': { props: { reminders: [], work: { kept: { text: '回电', due: FIRST_DUE } } } },
  'done': { props: { reminders: [], work: { undo: { kind: 'done', reminder: reminders[0]! } } } },
})
