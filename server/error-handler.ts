import { getRequestHeader, send, setResponseHeader, setResponseStatus } from 'h3'
import type { H3Error, H3Event } from 'h3'
import { defineNitroErrorHandler } from 'nitropack/runtime'
import { preferredLanguage } from '#shared/utils/language.ts'
import type { Language } from '#shared/utils/language.ts'
import { toHttpAnswer } from './utils/http-error'
import { noticePage } from './utils/page/notice-page'
import { pathOf } from './utils/request-context'
import { logRequest } from './utils/request-log'

/** Turns every error into an answer of ours; nothing of the error itself is sent. */
export default defineNitroErrorHandler((thrown, event) => {
  if (event.handled) return
  const error = originalOf(thrown)
  const { status, body, retryAfterSeconds } = toHttpAnswer(error, event.context.member?.admin ? adviceLanguage(event) : undefined)
  const { requestId } = event.context
  logRequest(event, { status, code: body.code, error: status >= 500 ? error : undefined })
  if (retryAfterSeconds !== undefined) setResponseHeader(event, 'retry-after', retryAfterSeconds)

  const wantsPage = event.method === 'GET' && !pathOf(event).startsWith('/api/') && getRequestHeader(event, 'accept')?.includes('text/html')
  if (wantsPage) {
    return send(event, noticePage(event, status < 500 ? 'not_found' : 'internal', { status, href: '/' }))
  }
  setResponseStatus(event, status)
  setResponseHeader(event, 'content-type', 'application/json')
  return send(event, JSON.stringify({ ...body, requestId }))
})

/** The page asks in its own language, which `?lang=` may have chosen against the client's. */
function adviceLanguage(event: H3Event): Language {
  return preferredLanguage('', '', getRequestHeader(event, 'accept-language') ?? '')
}

/** h3 wraps what a handler throws; the wrapper's message would hide our own error classes. */
function originalOf(error: H3Error): unknown {
  return error.cause instanceof Error ? error.cause : error
}
