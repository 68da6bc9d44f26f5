import { recordSessionsEnd } from '../../http/audit.ts'
import { clearSessionCookie } from '../../http/cookies.ts'
import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'Signs the member out everywhere, here too.',
  who: 'member',
  limits: ['writes'],
  answer: 'EndedSessions',
}, async ({ event, member, services }) => {
  const ended = await services.sessions.endAll(member.userId)
  recordSessionsEnd(event, member.userId, ended)
  clearSessionCookie(event)
  return { ended }
})
