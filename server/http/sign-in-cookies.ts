import { deleteCookie, getCookie, parseCookies, setCookie } from 'h3'
import type { H3Event } from 'h3'
import { isOauthState, OAUTH_STATE_LIFETIME_MS } from '../auth/oauth-states.ts'
import { isSecretId } from '../auth/secret-id.ts'
import { WECHAT_STATE_MS } from '../identity/wechat-login.ts'
import { attributesOf, nameOf } from './cookies.ts'

/**
 * Sign-ins at the same time in one browser. Beyond it the oldest cookies are deleted: headers have 16 kB, and a cookie
 * with the longest return path has 1.5.
 */
const MAX_PENDING = 5

/** Each sign-in in progress has its own cookie, named after its state: tabs do not overwrite each other's. */
interface SignInCookies {
  /** What this browser got when it started the sign-in; undefined when `oauthState` is not a state of ours. */
  read(event: H3Event, oauthState: unknown): string | undefined
  /** Keeps the sealed part of a sign-in that this browser starts. */
  write(event: H3Event, oauthState: string, sealed: string): void
  /** Deletes the cookie of a sign-in that has ended. */
  clear(event: H3Event, oauthState: unknown): void
}

function createSignInCookies(
  prefix: string, isState: (value: unknown) => value is string, lifetimeMs: number,
): SignInCookies {
  const cookieOf = (event: H3Event, oauthState: string) => nameOf(event, prefix) + oauthState.slice(0, 16)
  return {
    read: (event, oauthState) => isState(oauthState) ? getCookie(event, cookieOf(event, oauthState)) : undefined,
    write(event, oauthState, sealed) {
      const pending = Object.keys(parseCookies(event)).filter(name => name.startsWith(nameOf(event, prefix)))
      const surplus = pending.slice(0, Math.max(0, pending.length + 1 - MAX_PENDING))
      for (const name of surplus) deleteCookie(event, name, attributesOf(event))
      setCookie(event, cookieOf(event, oauthState), sealed, { ...attributesOf(event), maxAge: lifetimeMs / 1_000 })
    },
    clear(event, oauthState) {
      if (isState(oauthState)) deleteCookie(event, cookieOf(event, oauthState), attributesOf(event))
    },
  }
}

/** Of members, at WeCom. */
export const signInCookies = createSignInCookies('wecom_sign_in_', isOauthState, OAUTH_STATE_LIFETIME_MS)
/** Of customers, at WeChat. */
export const wechatSignInCookies = createSignInCookies('wechat_sign_in_', isSecretId, WECHAT_STATE_MS)
