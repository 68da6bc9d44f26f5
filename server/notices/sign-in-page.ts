import type { H3Event } from 'h3'
import { safeReturnPath } from '../auth/return-path.ts'
import { toHttpAnswer } from '../errors/http-answer.ts'
import { useLog } from '../services/log.ts'
import { noticePage } from './notice-page.ts'
import { noticeKindOf } from './notices.ts'
import { siteOriginOf } from '../http/site-origin.ts'

/** Failed attempts in a row after which the member is asked instead of being sent round again. */
const MAX_ATTEMPTS = 2

/** Where sign-in (re)starts; `attempt` counts failures so that it cannot go round for ever. */
export function loginPath(returnPath: string, attempt = 0): string {
  const query = new URLSearchParams({ return_to: returnPath, ...attempt > 0 && { attempt: String(attempt) } })
  return `/auth/login?${query}`
}

/** Where to go afterwards: the wanted path if it is one of ours, else the start page. */
export function returnPathOf(event: H3Event, wanted: unknown): string {
  return safeReturnPath(wanted, siteOriginOf(event))
}

/** Whether so many failures are enough. */
export function isTooManyAttempts(attempt: number): boolean {
  return attempt > MAX_ATTEMPTS
}

/** The explanation for a sign-in that WeCom did not let happen; trying again is the way out. */
export function signInErrorPage(event: H3Event, error: unknown): string {
  const { status, body, retryAfterSeconds } = toHttpAnswer(error)
  useLog().error({ requestId: event.context.requestId, code: body.code, error }, 'sign-in failed')
  return noticePage(event, noticeKindOf(body.code), { status, href: loginPath('/'), message: body.message, retryAfterSeconds })
}
