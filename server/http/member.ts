import type { H3Event } from 'h3'
import type { SessionMember } from '#shared/types/session.ts'
import { isSameMember } from '#shared/utils/user-id.ts'
import type { OpenSession } from '../auth/sessions.ts'
import { useConfig } from '../services/config.ts'
import { noteSession } from '../services/seen-sessions.ts'
import { useServices } from '../services/services.ts'
import { recordSessionEnded } from './audit.ts'
import { readSessionCookie } from './cookies.ts'
import { headerOf } from './header-of.ts'
import { inTime } from './in-time.ts'

/**
 * The session of the browser, while WeCom knows its member as active. Also sets the member on the event, for the log
 * and the error handler. The sessions of a member who has left are ended.
 *
 * @throws {UpstreamRefusedError | UpstreamUnavailableError} when WeCom could not be asked about the member for too long
 */
export async function readSession(event: H3Event): Promise<OpenSession | undefined> {
  const { adminNames, sessions, setUpAccess, signOutEverywhere, standings } = useServices()
  const sessionId = readSessionCookie(event)
  const session = await sessions.read(sessionId, { isAbsent: event.context.isUnattended })
  if (!sessionId || !session || !isExpected(event, session.userId)) return undefined
  const { userId, name } = session
  const standing = await inTime(standings.of(userId), 'wecom')
  if (standing === 'gone') {
    await signOutEverywhere(userId)
    recordSessionEnded(event, userId, 'member_gone')
    return undefined
  }
  noteSession(sessionId)
  const admin = standing === 'active' && useConfig().adminUserIds.some(id => isSameMember(id, userId))
  event.context.member = { userId, name, admin }
  if (admin) await Promise.allSettled([setUpAccess.noteAdmin(), adminNames.note(userId, name)])
  return session
}

/** The signed-in member, by the session cookie only. @throws as `readSession` */
export async function readMember(event: H3Event): Promise<SessionMember | undefined> {
  await readSession(event)
  return event.context.member
}

/**
 * A page names the member it was made for. When another member has signed in since then, in the same web view, the
 * page must not act in the name of the new one.
 */
function isExpected(event: H3Event, userId: string): boolean {
  const expected = headerOf(event, 'x-member')
  return expected === undefined || expected === encodeURIComponent(userId)
}
