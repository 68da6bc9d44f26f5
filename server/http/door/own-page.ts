import { getRequestHeader } from 'h3'
import type { H3Event } from 'h3'
import { AppError } from '../../errors/app-error.ts'
import { useConfig } from '../../services/config.ts'
import type { DoorUser } from './door.ts'

const HARMLESS = ['GET', 'HEAD', 'OPTIONS']
/** Users that a cookie identifies. Mini programs and other servers have no cookie, and they send no Origin. */
const COOKIE_USERS = ['member', 'follower', 'browser']

/** @returns whether a cookie identifies the user */
export function readsCookies(who: DoorUser): boolean {
  return typeof who === 'string' && COOKIE_USERS.includes(who)
}

/**
 * Refuses a change from a foreign page when a cookie identifies the user (CSRF). Browsers always send the origin of
 * such a request, and a page cannot forge it.
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
