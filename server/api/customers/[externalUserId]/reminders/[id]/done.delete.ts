import { recordReminder } from '../../../../../http/audit.ts'
import { defineDoor } from '../../../../../http/door/define-door.ts'
import { reminderId } from '../../../../../reminders/reminder-input.ts'

export default defineDoor({
  does: 'Takes back that a reminder of the member is done. One that was due meanwhile is not sent.',
  who: 'follower',
  limits: ['writes'],
  params: { id: reminderId },
  answer: 'Reminder',
  errors: ['reminder_not_found', 'reminders_full'],
  asks: 'store',
}, ({ event, member, externalUserId, params: { id }, services }) =>
  recordReminder(event, 'reopen_reminder', externalUserId, alongside =>
    services.reminders.reopen(member.userId, { externalUserId, id }, alongside)))
