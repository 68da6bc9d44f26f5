import * as v from 'valibot'
import { recordReminder } from '../../../../../http/audit.ts'
import { defineDoor } from '../../../../../http/door/define-door.ts'
import { dueTime, reminderId } from '../../../../../reminders/reminder-input.ts'

export default defineDoor({
  does: 'Moves a reminder of the member to another time, at which it is sent again.',
  who: 'follower',
  limits: ['writes'],
  params: { id: reminderId },
  body: v.strictObject({
    version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e9), v.description('a whole number')),
    dueAt: dueTime,
  }),
  answer: 'Reminder',
  errors: ['reminder_not_found', 'edit_conflict'],
  asks: 'store',
}, ({ event, member, externalUserId, params: { id }, body, services }) =>
  recordReminder(event, 'snooze_reminder', externalUserId, alongside =>
    services.reminders.snooze(member.userId, { externalUserId, id }, body, alongside)))
