import { STATUS_CODES } from 'node:http'
import { send, setResponseHeader, setResponseStatus } from 'h3'
import type { H3Error, H3Event } from 'h3'
import { defineNitroErrorHandler } from 'nitropack/runtime'
import type { ErrorCode } from '#shared/errors.ts'
import { preferredLanguage } from '#shared/utils/language.ts'
import type { Language } from '#shared/utils/language.ts'
import { AppError } from './errors/app-error.ts'
import { toHttpAnswer } from './errors/http-answer.ts'
import { recordRefusal } from './http/audit-refusals.ts'
import { headerOf } from './http/header-of.ts'
import { pageLanguage } from './http/page-preferences.ts'
import { pathOf } from './http/request-context.ts'
import { logRequest } from './http/request-log.ts'
import { useLog } from './services/log.ts'
import { noticePage } from './notices/notice-page.ts'
import { noticeKindOf } from './notices/notices.ts'
import { loginPath, returnPathOf } from './notices/sign-in-page.ts'

/**
 * Answers every error with a code of ours. No text of the error itself is sent. What fails in the middle of its answer
 * is in the log alone.
 */
export default defineNitroErrorHandler((thrown, event) => {
  const error = originalOf(thrown)
  const wantsPage = event.method === 'GET' && !pathOf(event).startsWith('/api/')
    && headerOf(event, 'accept')?.includes('text/html')
  const language = wantsPage ? pageLanguage(event) : requestLanguage(event)
  const { status, body, retryAfterSeconds } = toHttpAnswer(error, event.context.member?.admin ? language : undefined)
  const { requestId } = event.context
  logRequest(event, { status, code: body.code, error: status >= 500 ? error : undefined })
  if (event.handled) return
  // h3 has set the text of its own error, which repeats the address.
  setResponseStatus(event, status, STATUS_CODES[status])
  // The static files set a year of caching before they find that a file is missing.
  setResponseHeader(event, 'cache-control', 'no-store')
  const detail = error instanceof AppError ? error.detail : undefined
  recordRefusal(event, body.code, detail)
    .catch((failure: unknown) => useLog().warn({ error: failure }, 'refusal not recorded'))
  if (retryAfterSeconds !== undefined) setResponseHeader(event, 'retry-after', retryAfterSeconds)

  if (wantsPage) {
    const { message, fix: hint } = body
    const answer = { status, href: wayOut(event, body.code), message, hint, retryAfterSeconds }
    return send(event, noticePage(event, noticeKindOf(body.code), answer))
  }
  setResponseHeader(event, 'content-type', 'application/json')
  return send(event, JSON.stringify({ ...body, requestId }))
})

/** The link of the page. A wrong address stays wrong, so its link is the start page. A customer has no page here. */
function wayOut(event: H3Event, code: ErrorCode): string | undefined {
  if (code === 'wechat_state_refused') return undefined
  if (code === 'not_found' || code === 'method_not_allowed') return '/'
  if (code === 'set_up_link_refused') return loginPath('/doctor')
  const path = returnPathOf(event, event.path)
  return code === 'session_required' ? loginPath(path) : path
}

/** The page sends its own language, which may come from `?lang=` instead of the client. */
function requestLanguage(event: H3Event): Language {
  return preferredLanguage({ acceptLanguage: headerOf(event, 'accept-language') })
}

/** h3 wraps errors of a handler as `cause`. Errors of h3 itself have none; below 500 the request is wrong. */
function originalOf(error: H3Error): unknown {
  if (error.cause instanceof Error) return error.cause
  if (error.statusCode === 404) return new AppError('not_found')
  if (error.statusCode === 405) return new AppError('method_not_allowed')
  return error.statusCode < 500 ? new AppError('invalid_request') : error
}
