import { readSessionCookie } from '../../http/cookies.ts'
import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'The places where the member is signed in, newest first.',
  who: 'member',
  answer: 'MemberSessions',
}, async ({ event, member, services }) => {
  const open = await services.sessions.of(member.userId, readSessionCookie(event))
  return open.map(({ createdAt, seenAt, userAgent, current }) => {
    return { signedInAt: new Date(createdAt).toISOString(), seenAt: new Date(seenAt).toISOString(), userAgent, current }
  })
})
