import type { H3Event } from 'h3'
import { AppError } from '../../errors/app-error.ts'
import { useConfig } from '../../services/config.ts'
import type { DoorUser } from './door.ts'
import { headerOf } from '../header-of.ts'

const HARMLESS = ['GET', 'HEAD', 'OPTIONS']
/** Users that a cookie identifies. Mini programs and other servers have no cookie, and they send no Origin. */
const COOKIE_USERS = ['member', 'follower', 'set_up', 'browser']

/** @returns whether a cookie identifies the user */
export function readsCookies(who: DoorUser): boolean {
  return typeof who === 'string' && COOKIE_USERS.includes(who)
}

/**
 * Refuses a change from a foreign page when a cookie identifies the user (CSRF). Browsers always send the origin of
 * such a request, and a page cannot forge it. Some web views send `null` even from our own page: then Sec-Fetch-Site
 * proves the page, or, where that is unknown too, a header that a foreign page can only send after asking us by CORS.
 *
 * @throws {AppError} cross_site_request
 */
export function requireOwnPage(event: H3Event, who: DoorUser): void {
  if (HARMLESS.includes(event.method) || !readsCookies(who)) return
  const origin = headerOf(event, 'origin')
  const site = headerOf(event, 'sec-fetch-site')
  const isOurs = origin === 'null'
    ? site === 'same-origin' || headerOf(event, 'x-member') !== undefined
    : origin !== undefined && useConfig().siteOrigins.includes(origin)
  if (!isOurs || (site !== undefined && site !== 'same-origin')) throw new AppError('cross_site_request')
}
