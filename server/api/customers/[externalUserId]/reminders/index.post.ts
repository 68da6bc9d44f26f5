import * as v from 'valibot'
import { recordReminder } from '../../../../http/audit.ts'
import { defineDoor } from '../../../../http/door/define-door.ts'
import { dueTime, reminderText } from '../../../../reminders/reminder-input.ts'

export default defineDoor({
  does: 'Adds a reminder about a customer. When it is due, the app sends it to the member.',
  who: 'follower',
  limits: ['writes'],
  body: v.strictObject({ text: reminderText, dueAt: dueTime }),
  answer: 'Reminder',
  errors: ['reminders_full'],
  asks: 'store',
}, ({ event, member, externalUserId, body, services }) =>
  recordReminder(event, 'add_reminder', externalUserId, alongside =>
    services.reminders.add(member.userId, externalUserId, body, alongside)))
