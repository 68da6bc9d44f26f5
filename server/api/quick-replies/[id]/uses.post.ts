import { defineDoor } from '../../../http/door/define-door.ts'
import { wecomId } from '../../../http/ids.ts'

export default defineDoor({
  does: 'The page has sent this reply: it comes first the next time.',
  who: 'member',
  params: { id: wecomId },
  answer: 'nothing',
  errors: ['reply_not_found'],
  asks: 'store',
}, ({ member, params, services }) => services.quickReplies.use(member, params.id))
