import { deleteCookie, getCookie, parseCookies, setCookie } from 'h3'
import type { H3Event } from 'h3'
import type { Preferences } from '#shared/types/preferences.ts'
import { PREFERENCES, preferenceCookieName, preferencesFrom, PREFERENCE_LIFETIME_SECONDS } from '#shared/utils/preferences.ts'
import { isSecretId } from '../auth/secret-id.ts'
import { OAUTH_STATE_LIFETIME_MS } from '../auth/oauth-states.ts'
import { SESSION_LIFETIME_MS } from '../auth/sessions.ts'
import { siteOriginOf } from './site-origin.ts'

/** More sign-ins than this at once in one browser: the oldest cookies are given up rather than outgrowing the header limit. */
const MAX_PENDING_SIGN_INS = 10

const isHttps = (event: H3Event) => siteOriginOf(event).startsWith('https:')
/** `__Host-` makes the browser refuse the cookie from sub-domains and over http; it is not possible on http itself. */
const nameOf = (event: H3Event, name: string) => isHttps(event) ? `__Host-${name}` : name
/** Lax: the way back from WeCom is a top-level GET from another site. */
const attributesOf = (event: H3Event) => ({ path: '/', httpOnly: true, secure: isHttps(event), sameSite: 'lax' }) as const

const session = (event: H3Event) => nameOf(event, 'wecom_session')

export function readSessionCookie(event: H3Event): string | undefined {
  return getCookie(event, session(event))
}

export function writeSessionCookie(event: H3Event, sessionId: string): void {
  setCookie(event, session(event), sessionId, { ...attributesOf(event), maxAge: SESSION_LIFETIME_MS / 1_000 })
}

export function clearSessionCookie(event: H3Event): void {
  deleteCookie(event, session(event), attributesOf(event))
}

/** One cookie per sign-in under way, named after its state, so that several tabs do not overwrite each other's. */
const signInPrefix = (event: H3Event) => nameOf(event, 'wecom_sign_in_')
const signIn = (event: H3Event, oauthState: string) => signInPrefix(event) + oauthState.slice(0, 16)

/** The key this browser got when it started the sign-in; undefined for anything that is no state of ours. */
export function readSignInCookie(event: H3Event, oauthState: unknown): string | undefined {
  return isSecretId(oauthState) ? getCookie(event, signIn(event, oauthState)) : undefined
}

export function writeSignInCookie(event: H3Event, oauthState: string, browserKey: string): void {
  const pending = Object.keys(parseCookies(event)).filter(name => name.startsWith(signInPrefix(event)))
  for (const name of pending.slice(0, Math.max(0, pending.length + 1 - MAX_PENDING_SIGN_INS))) deleteCookie(event, name, attributesOf(event))
  setCookie(event, signIn(event, oauthState), browserKey, { ...attributesOf(event), maxAge: OAUTH_STATE_LIFETIME_MS / 1_000 })
}

export function clearSignInCookie(event: H3Event, oauthState: unknown): void {
  if (isSecretId(oauthState)) deleteCookie(event, signIn(event, oauthState), attributesOf(event))
}

/** What the member has chosen; the page itself writes these cookies, which hold nothing of value. */
export function readPreferences(event: H3Event): Preferences {
  return preferencesFrom(name => getCookie(event, preferenceCookieName(name, isHttps(event))))
}

/** Safari forgets within a week what a script has written: written again by the server, it stays. */
export function renewPreferences(event: H3Event): void {
  const preferences = readPreferences(event)
  for (const name of PREFERENCES) {
    const value = preferences[name]
    if (value) setCookie(event, preferenceCookieName(name, isHttps(event)), value, { ...attributesOf(event), httpOnly: false, maxAge: PREFERENCE_LIFETIME_SECONDS })
  }
}
