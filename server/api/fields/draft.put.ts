import { defineDoor } from '../../http/door/define-door.ts'
import { draftBody } from '../../http/draft-body.ts'

export default defineDoor({
  does: 'Keeps the fields that the admin has begun to define, for a day; without a text, they are gone.',
  who: 'member',
  adminOnly: true,
  limits: ['drafts'],
  body: draftBody,
  answer: 'nothing',
  asks: 'store',
}, ({ member, body, services }) => services.drafts.keep(member.userId, { ...body, field: 'fields' }))
