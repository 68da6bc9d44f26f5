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
}, ({ member, params, services }) => services.groups.group(member.userId, params.chatId))
