import { setResponseHeader } from 'h3'
import { clearSessionCookie, readSessionCookie } from '../../http/cookies.ts'
import { record } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { readMember } from '../../http/member.ts'

export default defineDoor({
  does: 'Ends the session on the server, for every process, and removes the cookie and the member\'s drafts.',
  who: 'browser',
  answer: 'nothing',
}, async ({ event, services }) => {
  // Without WeCom's word about the member, the session ends all the same.
  const member = await readMember(event).catch(() => undefined)
  // First: as long as the session lasts, a sign-out that failed can be repeated.
  if (member) await services.drafts.forget(member.userId)
  await services.sessions.end(readSessionCookie(event))
  if (member) {
    record(event, 'sign_out', {})
    // Again: the page can have sent a draft just before the session ended. If this fails, it ends after a day.
    await services.drafts.forget(member.userId).catch(() => {})
  }
  clearSessionCookie(event)
  // Not "cookies": they hold the member's language and theme.
  setResponseHeader(event, 'clear-site-data', '"storage"')
})
