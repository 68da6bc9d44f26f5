import type { H3Event } from 'h3'
import { safeReturnPath } from '../auth/return-path.ts'
import { toHttpAnswer } from '../errors/http-answer.ts'
import { logSignInFailure } from '../http/report-sign-in.ts'
import { siteOriginOf } from '../http/site-origin.ts'
import { UpstreamRefusedError } from '../upstream/upstream-error.ts'
import { errcodePage } from '../wecom/wecom-upstream.ts'
import { noticePage } from './notice-page.ts'
import { noticeKindOf } from './notices.ts'

/** Failed attempts in a row that are repeated without a question to the member. */
const MAX_ATTEMPTS = 2

/**
 * The path that starts a sign-in.
 *
 * @param attempt failures so far: their limit ends an endless redirect
 */
export function loginPath(returnPath: string, attempt = 0): string {
  const query = new URLSearchParams({ return_to: returnPath, ...attempt > 0 && { attempt: String(attempt) } })
  return `/auth/login?${query}`
}

/** The path after sign-in: `wanted` if it is a path of this site, else the start page. */
export function returnPathOf(event: H3Event, wanted: unknown): string {
  return safeReturnPath(wanted, siteOriginOf(event))
}

/** Whether the sign-in must stop and ask the member. */
export function isTooManyAttempts(attempt: number): boolean {
  return attempt > MAX_ATTEMPTS
}

/**
 * The page for a sign-in that failed in WeCom. Its link tries again. Before the first sign-in no admin is known, so the
 * page shows the errcode to everyone; advice and our address, which only admins may see, are in the log.
 */
export function signInErrorPage(event: H3Event, error: unknown): string {
  const { status, body, retryAfterSeconds } = toHttpAnswer(error)
  logSignInFailure(event, error)
  const lookUp = error instanceof UpstreamRefusedError && error.detail ? errcodePage(error.errcode) : undefined
  const answer = { status, href: loginPath('/'), message: body.message, lookUp, retryAfterSeconds }
  return noticePage(event, noticeKindOf(body.code), answer)
}
