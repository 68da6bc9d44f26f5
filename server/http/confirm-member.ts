import type { H3Event } from 'h3'
import type { OpenSession } from '../auth/sessions.ts'
import { useServices } from '../services/services.ts'
import { readSessionCookie } from './cookies.ts'
import { signsInSilently } from './silent-sign-in.ts'

/** Inside WeCom, the member who uses the client is confirmed this often, milliseconds. */
const CONFIRM_MS = 10 * 60_000
/** A browser that came back without an answer of WeCom is not sent again for this long, milliseconds. */
const PAUSE_MS = 60_000

/**
 * Whether a page has to ask WeCom first who uses this client: colleagues can share a computer, and a client does not
 * have to delete our cookies when another member logs in. The sign-in is silent inside WeCom. Notes that it is asked.
 */
export async function mustConfirmMember(event: H3Event, { createdAt, askedAt = 0 }: OpenSession): Promise<boolean> {
  const now = Date.now()
  if (!signsInSilently(event) || now - createdAt < CONFIRM_MS || now - askedAt < PAUSE_MS) return false
  await useServices().sessions.noteAsked(readSessionCookie(event))
  return true
}
