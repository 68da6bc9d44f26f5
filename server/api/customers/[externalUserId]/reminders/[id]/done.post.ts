import { recordReminder } from '../../../../../http/audit.ts'
import { defineDoor } from '../../../../../http/door/define-door.ts'
import { reminderId } from '../../../../../reminders/reminder-input.ts'

export default defineDoor({
  does: 'Marks a reminder of the member as done: it is not sent any more, and no list has it.',
  who: 'follower',
  limits: ['writes'],
  params: { id: reminderId },
  answer: 'nothing',
  errors: ['reminder_not_found'],
  asks: 'store',
}, ({ event, member, externalUserId, params: { id }, services }) =>
  recordReminder(event, 'finish_reminder', externalUserId, alongside =>
    services.reminders.finish(member.userId, { externalUserId, id }, alongside)))
