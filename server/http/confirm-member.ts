import type { H3Event } from 'h3'
import { OUTAGE_MS } from '../auth/standings.ts'
import type { OpenSession } from '../auth/sessions.ts'
import { hasCode } from '../errors/app-error.ts'
import { useServices } from '../services/services.ts'
import { readSessionCookie } from './cookies.ts'
import { isInsideWecom } from './inside-wecom.ts'

/** Inside WeCom, the member who uses the client is confirmed this often, milliseconds. */
const CONFIRM_MS = 10 * 60_000

/**
 * Whether a page has to ask WeCom first who uses this client: colleagues can share a computer, and a client does not
 * have to delete our cookies when another member logs in. The sign-in is silent inside WeCom.
 *
 * @throws {AppError} store_unavailable when the member must be confirmed and the store is away
 */
export async function mustConfirmMember(event: H3Event, session: OpenSession): Promise<boolean> {
  if (!isInsideWecom(event) || ageOf(session) < CONFIRM_MS) return false
  const holds = holdsUnconfirmed(event, session)
  try {
    return await useServices().sessions.startConfirmation(readSessionCookie(event)) || !holds
  }
  catch (error) {
    // A sign-in could not replace the session now.
    if (holds && hasCode(error, 'store_unavailable')) return false
    throw error
  }
}

/**
 * Whether a page may be shown although WeCom did not say who uses this client: during an outage, the last sign-in holds
 * as long as the last word of WeCom about a member.
 */
export function holdsUnconfirmed(event: H3Event, session: OpenSession): boolean {
  return !isInsideWecom(event) || ageOf(session) < OUTAGE_MS
}

function ageOf({ createdAt }: OpenSession): number {
  return Date.now() - createdAt
}
