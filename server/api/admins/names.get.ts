import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'What the admins of this app are called, as far as WeCom tells it: a failure page names who can help.',
  who: 'member',
  answer: 'AdminNames',
}, async ({ services }) => ({ names: await services.adminNames.all() }))
