import { defineEventHandler, sendNoContent } from 'h3'
import { clearSessionCookie, readSessionCookie } from '../../utils/cookies'
import { useServices } from '../../utils/services'

/** Ends the session on the server, for every process, and forgets the cookie. */
export default defineEventHandler(async (event) => {
  await useServices().sessions.end(readSessionCookie(event))
  clearSessionCookie(event)
  return sendNoContent(event, 204)
})
