import { defineDoor } from '../../http/door/define-door.ts'
import { draftBody } from '../../http/draft-body.ts'

export default defineDoor({
  does: 'Keeps what the member has typed into panels on the workbench, for a day.',
  who: 'member',
  limits: ['drafts'],
  body: draftBody,
  answer: 'nothing',
  asks: 'store',
}, ({ member, body, services }) => services.drafts.keep(member.userId, { ...body, field: 'ownPanels' }))
