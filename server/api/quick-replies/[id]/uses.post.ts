import { defineDoor } from '../../../http/door/define-door.ts'
import { wecomId } from '../../../http/ids.ts'

export default defineDoor({
  does: 'The page reports that it sent this reply, which then comes first in the list.',
  who: 'member',
  limits: ['writes'],
  params: { id: wecomId },
  answer: 'nothing',
  errors: ['reply_not_found'],
  asks: 'store',
}, async ({ member, params, services }) => {
  await services.quickReplies.use(member, params.id)
})
