import { setResponseHeader } from 'h3'
import { clearSessionCookie, readSessionCookie } from '../../http/cookies.ts'
import { record } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { readMember } from '../../http/member.ts'
import { signOut } from '../../http/sign-out.ts'

export default defineDoor({
  does: 'Ends the session on the server, for every process, and removes the cookie and the member\'s drafts.',
  who: 'browser',
  answer: 'nothing',
}, async ({ event, services }) => {
  // Without WeCom's word about the member, the session ends all the same.
  const member = await readMember(event).catch(() => undefined)
  const end = () => services.sessions.end(readSessionCookie(event))
  if (member) {
    await signOut(member.userId, async () => {
      await end()
      record(event, 'sign_out', {})
    })
  }
  else {
    await end()
  }
  clearSessionCookie(event)
  // Not "cookies": they hold the member's language and theme.
  setResponseHeader(event, 'clear-site-data', '"storage"')
})
