import ReminderOutcome from '~/components/reminders/ReminderOutcome.vue'
import { failureOf } from '~/browser/failure'
import { reminders } from '../../reminders'
import { specimen } from '../../specimen'

const reminder = reminders[2]!

export default specimen(ReminderOutcome, {
  added: { props: { work: { undo: { kind: 'added', reminder } } } },
  done: { props: { work: { undo: { kind: 'done', reminder } } } },
  snoozed: { props: { work: { undo: { kind: 'snoozed', reminder, before: reminder.dueAt } } } },
  failed: { props: { work: { failure: failureOf('edit_conflict') } } },
})
