import { recordSessionsEnd } from '../../../http/audit.ts'
import { defineDoor } from '../../../http/door/define-door.ts'
import { memberId } from '../../../http/ids.ts'

export default defineDoor({
  does: 'An admin signs a member out everywhere.',
  who: 'member',
  adminOnly: true,
  limits: ['writes'],
  params: { userId: memberId },
  answer: 'EndedSessions',
}, async ({ event, params, services }) => {
  const ended = await services.signOutEverywhere(params.userId)
  recordSessionsEnd(event, params.userId, ended)
  return { ended }
})
