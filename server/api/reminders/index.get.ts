import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'The member\'s reminders that are not done, overdue ones first.',
  who: 'member',
  answer: 'ReminderList',
  asks: 'store',
}, async ({ member, services }) => ({ reminders: await services.reminders.list(member.userId) }))
