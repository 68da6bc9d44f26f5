import ReminderRow from '~/components/reminders/ReminderRow.vue'
import { LONG } from '../../fixtures'
import { now, reminders } from '../../reminders'
import { specimen } from '../../specimen'

export default specimen(ReminderRow, {
  'overdue': { props: { now, reminder: reminders[0]! } },
  'long, not delivered': { props: { now, reminder: reminders[1]! } },
  'ahead': { props: { now, reminder: reminders[2]! } },
  'being changed': { props: { now, reminder: reminders[2]!, busy: true } },
  'of a customer': { props: { now, reminder: reminders[0]!, opens: true, name: LONG } },
  'of a customer that is not loaded': { props: { now, reminder: reminders[2]!, opens: true } },
})
