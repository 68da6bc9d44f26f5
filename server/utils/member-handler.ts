import { defineEventHandler } from 'h3'
import type { EventHandler, H3Event } from 'h3'
import type { SessionMember } from '#shared/types/session.ts'
import { inTime } from './in-time'
import type { Asked } from './in-time'
import { readMember } from './member'
import { useServices } from './services'
import type { Services } from './services'
import { AppError } from '../errors/app-error.ts'

/**
 * A door for signed-in members. The handler cannot be written without the member, and everything it asks the services is
 * asked in this member's name.
 *
 * @param asked who is waited for
 * @throws {AppError} session_required, before anything else is looked at
 */
export function defineMemberHandler<T>(handle: (event: H3Event, member: SessionMember, services: Services) => Promise<T> | T, asked: Asked = 'wecom'): EventHandler {
  return defineEventHandler(async (event) => {
    const member = await readMember(event)
    if (!member) throw new AppError('session_required')
    return inTime(handle(event, member, useServices()), asked)
  })
}
