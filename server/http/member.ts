import type { H3Event } from 'h3'
import type { SessionMember } from '#shared/types/session.ts'
import { useConfig } from '../services/config.ts'
import { readSessionCookie } from './cookies.ts'
import { useServices } from '../services/services.ts'

/** The signed-in member, from the session cookie and nothing else; remembered on the event for the log and for errors. */
export async function readMember(event: H3Event): Promise<SessionMember | undefined> {
  const member = await useServices().sessions.read(readSessionCookie(event))
  event.context.member = member && { ...member, admin: useConfig().adminUserIds.includes(member.userId) }
  return event.context.member
}
