import { recordReminder } from '../../../../../http/audit.ts'
import { defineDoor } from '../../../../../http/door/define-door.ts'
import { reminderId } from '../../../../../reminders/reminder-input.ts'

export default defineDoor({
  does: 'Deletes a reminder of the member.',
  who: 'follower',
  limits: ['writes'],
  params: { id: reminderId },
  answer: 'nothing',
  errors: ['reminder_not_found'],
  asks: 'store',
}, ({ event, member, externalUserId, params: { id }, services }) =>
  recordReminder(event, 'delete_reminder', externalUserId, alongside =>
    services.reminders.remove(member.userId, { externalUserId, id }, alongside)))
