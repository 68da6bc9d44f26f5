import { defineDoor } from '../../http/door/define-door.ts'
import { draftBody } from '../../http/draft-body.ts'

export default defineDoor({
  does: 'Keeps why the admin ignores checks, while that is being written, for a day; without a text, it is gone.',
  who: 'member',
  adminOnly: true,
  limits: ['drafts'],
  body: draftBody,
  answer: 'nothing',
  asks: 'store',
}, ({ member, body, services }) => services.drafts.keep(member.userId, { ...body, field: 'doctor' }))
