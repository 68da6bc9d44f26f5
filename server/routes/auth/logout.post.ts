import { defineEventHandler, sendNoContent } from 'h3'
import { clearSessionCookie, readSessionCookie } from '../../http/cookies.ts'
import { useServices } from '../../services/services.ts'

/** Ends the session on the server, for every process, and forgets the cookie. */
export default defineEventHandler(async (event) => {
  await useServices().sessions.end(readSessionCookie(event))
  clearSessionCookie(event)
  return sendNoContent(event, 204)
})
