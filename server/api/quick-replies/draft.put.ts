import { defineDoor } from '../../http/door/define-door.ts'
import { draftBody } from '../../http/draft-body.ts'

export default defineDoor({
  does: 'Keeps the reply that the member has begun to write, for a day; without a text, it is gone.',
  who: 'member',
  limits: ['drafts'],
  body: draftBody,
  answer: 'nothing',
  asks: 'store',
}, ({ member, body, services }) => services.drafts.keep(member.userId, { ...body, field: 'reply' }))
