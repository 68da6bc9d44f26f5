import { recordSessionsEnd } from '../../http/audit.ts'
import { clearSessionCookie } from '../../http/cookies.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { signOut } from '../../http/sign-out.ts'

export default defineDoor({
  does: 'Signs the member out everywhere, here too, and removes the member\'s drafts.',
  who: 'member',
  limits: ['writes'],
  answer: 'EndedSessions',
}, async ({ event, member, services }) => {
  const ended = await signOut(member.userId, async () => {
    const count = await services.signOutEverywhere(member.userId)
    recordSessionsEnd(event, member.userId, count)
    return count
  })
  clearSessionCookie(event)
  return { ended }
})
