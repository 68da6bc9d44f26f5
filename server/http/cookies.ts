import { deleteCookie, getCookie, setCookie } from 'h3'
import type { H3Event } from 'h3'
import type { Preferences } from '#shared/types/preferences.ts'
import {
  PREFERENCES, preferenceCookieName, preferencesFrom, PREFERENCE_LIFETIME_SECONDS,
} from '#shared/utils/preferences.ts'
import { SESSION_LIFETIME_MS } from '../auth/sessions.ts'
import { siteOriginOf } from './site-origin.ts'

const isHttps = (event: H3Event) => siteOriginOf(event).startsWith('https:')
/** With `__Host-` the browser refuses the cookie from sub-domains and over http. An http site cannot use it. */
export const nameOf = (event: H3Event, name: string) => isHttps(event) ? `__Host-${name}` : name
/** Lax, not strict: WeCom sends the browser back by a top-level GET from another site. */
export const attributesOf = (event: H3Event) =>
  ({ path: '/', httpOnly: true, secure: isHttps(event), sameSite: 'lax' }) as const

const session = (event: H3Event) => nameOf(event, 'wecom_session')

/** The session id of the browser; not checked. */
export function readSessionCookie(event: H3Event): string | undefined {
  return getCookie(event, session(event))
}

/** Signs the browser in. */
export function writeSessionCookie(event: H3Event, sessionId: string): void {
  setCookie(event, session(event), sessionId, { ...attributesOf(event), maxAge: SESSION_LIFETIME_MS / 1_000 })
}

/** Signs the browser out. */
export function clearSessionCookie(event: H3Event): void {
  deleteCookie(event, session(event), attributesOf(event))
}

/** A browser that signs in this often within a minute, and has no session each time, does not keep it. */
const MAX_LOST_SIGN_INS = 2
const LOST_SIGN_INS_SECONDS = 60

const signIns = (event: H3Event) => nameOf(event, 'wecom_sign_ins')
const signInsSoFar = (event: H3Event) => Number(getCookie(event, signIns(event))) || 0

/** Counts a sign-in until a page finds its session. */
export function countSignIn(event: H3Event): void {
  const attributes = { ...attributesOf(event), maxAge: LOST_SIGN_INS_SECONDS }
  setCookie(event, signIns(event), String(signInsSoFar(event) + 1), attributes)
}

/** Whether this browser loses its sessions: another sign-in would go round in a circle. */
export function losesSessions(event: H3Event): boolean {
  return signInsSoFar(event) >= MAX_LOST_SIGN_INS
}

/** The session was found, or the member decides what happens next. */
export function forgetSignIns(event: H3Event): void {
  if (signInsSoFar(event)) deleteCookie(event, signIns(event), attributesOf(event))
}

/** The member's preferences. The page writes these cookies itself; they hold no secrets. */
export function readPreferences(event: H3Event): Preferences {
  return preferencesFrom(name => getCookie(event, preferenceCookieName(name, isHttps(event))))
}

/** Safari deletes cookies of scripts after a week. Cookies of the server stay, so the server writes them again. */
export function renewPreferences(event: H3Event): void {
  const preferences = readPreferences(event)
  const attributes = { ...attributesOf(event), httpOnly: false, maxAge: PREFERENCE_LIFETIME_SECONDS }
  for (const name of PREFERENCES) {
    const value = preferences[name]
    if (value) setCookie(event, preferenceCookieName(name, isHttps(event)), value, attributes)
  }
}
