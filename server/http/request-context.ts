import type { H3Event } from 'h3'
import type { PageContext } from '#shared/types/page.ts'
import type { SessionMember } from '#shared/types/session.ts'

declare module 'h3' {
  interface H3EventContext {
    /** Names the request in answers and in the log. */
    requestId: string
    /** When it arrived, milliseconds on the monotonic clock. */
    startedAt: number
    /** The key that signed the request; set by the API key handler. */
    apiKeyId?: string
    /** Set by the member handler and the page middleware, only from the session. */
    member?: SessionMember
    /** Present exactly when the request is for a page of ours: only then is anything rendered. */
    page?: PageContext
  }
}

/** The path without query, as the router sees it: safe to compare, not to log (it may hold customer ids). */
export function pathOf(event: H3Event): string {
  return event.path.split('?', 1)[0]!
}

/** Path and query exactly as the client sent them: what a system has signed, and what the browser shows. */
export function sentPathOf(event: H3Event): string {
  return event.node.req.originalUrl ?? event.path
}
