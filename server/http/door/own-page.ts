import { getRequestHeader } from 'h3'
import type { H3Event } from 'h3'
import { AppError } from '../../errors/app-error.ts'
import { useConfig } from '../../services/config.ts'
import type { DoorUser } from './door.ts'

const HARMLESS = ['GET', 'HEAD', 'OPTIONS']
/** The users whom a cookie identifies. Mini programs and other servers send no Origin, and no cookie of theirs is read. */
const COOKIE_USERS = ['member', 'follower', 'browser']

/** @returns whether a cookie identifies the user */
export function readsCookies(who: DoorUser): boolean {
  return typeof who === 'string' && COOKIE_USERS.includes(who)
}

/**
 * Where a cookie identifies the user, changes come from our own pages only. A browser always tells the origin of a
 * request, and a page cannot make it lie.
 *
 * @throws {AppError} cross_site_request
 */
export function requireOwnPage(event: H3Event, who: DoorUser): void {
  if (HARMLESS.includes(event.method) || !readsCookies(who)) return
  const origin = getRequestHeader(event, 'origin')
  const site = getRequestHeader(event, 'sec-fetch-site')
  const isOurs = origin !== undefined && useConfig().siteOrigins.includes(origin)
  if (!isOurs || (site !== undefined && site !== 'same-origin')) throw new AppError('cross_site_request')
}
