import type { H3Event } from 'h3'
import type { SessionMember } from '#shared/types/session.ts'
import { useConfig } from '../services/config.ts'
import { useServices } from '../services/services.ts'
import { readSessionCookie } from './cookies.ts'

/** The signed-in member, by the session cookie only. Also sets it on the event, for the log and the error handler. */
export async function readMember(event: H3Event): Promise<SessionMember | undefined> {
  const member = await useServices().sessions.read(readSessionCookie(event))
  event.context.member = member && { ...member, admin: useConfig().adminUserIds.includes(member.userId) }
  return event.context.member
}
