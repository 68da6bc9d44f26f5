import { setResponseHeader } from 'h3'
import { clearSessionCookie, readSessionCookie } from '../../http/cookies.ts'
import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'Ends the session on the server, for every process, and removes the cookie.',
  who: 'browser',
  answer: 'nothing',
}, async ({ event, services }) => {
  await services.sessions.end(readSessionCookie(event))
  clearSessionCookie(event)
  // Not "cookies": they hold the member's language and theme.
  setResponseHeader(event, 'clear-site-data', '"storage"')
})
