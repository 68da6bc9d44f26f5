import { recordReminder } from '../../../../../http/audit.ts'
import { defineDoor } from '../../../../../http/door/define-door.ts'
import { wecomId } from '../../../../../http/ids.ts'
import { reminderId } from '../../../../../reminders/reminder-input.ts'

/** For its member, who may have lost the customer meanwhile: see `Reminders`. */
export default defineDoor({
  does: 'Marks a reminder of the member as done: it is not sent any more, and no list has it.',
  who: 'member',
  limits: ['writes'],
  params: { externalUserId: wecomId, id: reminderId },
  answer: 'nothing',
  errors: ['reminder_not_found'],
  asks: 'store',
}, ({ event, member, params: { externalUserId, id }, services }) =>
  recordReminder(event, 'finish_reminder', externalUserId, alongside =>
    services.reminders.finish(member.userId, { externalUserId, id }, alongside)))
