import { recordReminder } from '../../../../../http/audit.ts'
import { defineDoor } from '../../../../../http/door/define-door.ts'
import { wecomId } from '../../../../../http/ids.ts'
import { reminderId } from '../../../../../reminders/reminder-input.ts'

/** For its member, who may have lost the customer meanwhile: see `Reminders`. */
export default defineDoor({
  does: 'Takes back that a reminder of the member is done. One that was due meanwhile is not sent.',
  who: 'member',
  limits: ['writes'],
  params: { externalUserId: wecomId, id: reminderId },
  answer: 'Reminder',
  errors: ['reminder_not_found', 'reminders_full'],
  asks: 'store',
}, ({ event, member, params: { externalUserId, id }, services }) =>
  recordReminder(event, 'reopen_reminder', externalUserId, alongside =>
    services.reminders.reopen(member.userId, { externalUserId, id }, alongside)))
