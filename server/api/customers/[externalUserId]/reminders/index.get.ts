import { defineDoor } from '../../../../http/door/define-door.ts'

export default defineDoor({
  does: 'The member\'s reminders about a customer that are not done, the earliest first.',
  who: 'follower',
  answer: 'ReminderList',
  asks: 'store',
}, async ({ member, externalUserId, services }) =>
  ({ reminders: await services.reminders.list(member.userId, externalUserId) }))
