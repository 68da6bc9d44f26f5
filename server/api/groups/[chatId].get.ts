import { record } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { wecomId } from '../../http/ids.ts'

export default defineDoor({
  does: 'A customer group that the member is in.',
  who: 'member',
  limits: ['groups'],
  params: { chatId: wecomId },
  answer: 'CustomerGroup',
  errors: ['group_not_found'],
  asks: 'wecom',
}, async ({ event, member, params: { chatId }, services }) => {
  const group = await services.groups.group(member, chatId)
  record(event, 'view_group', { subject: chatId })
  return group
})
