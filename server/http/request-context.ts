import type { H3Event } from 'h3'
import type { PageContext } from '#shared/types/page.ts'
import type { SessionMember } from '#shared/types/session.ts'
import type { Drawing } from './draw-customer.ts'
import type { PageLook } from './page-look.ts'

declare module 'h3' {
  interface H3EventContext {
    /** Id of the request, in answers and in the log. */
    requestId: string
    /** When it arrived, milliseconds on the monotonic clock. */
    startedAt: number
    /** Up to this length a body without a length is read; set by `limitBody`. */
    maxBodyBytes?: number
    /** Id of the key that signed the request; set by `requireKey`. */
    apiKeyId?: string
    /** The apps that this key may use; all when absent. */
    apiKeyApps?: readonly string[]
    /** Id of a key that the request names, also when its signature is refused. */
    claimedKeyId?: string
    /** Whether the page asks by itself; set by doors. */
    isUnattended?: boolean
    /** Set by `readMember`. */
    member?: SessionMember
    /** Set by the page middleware, for our pages only. Without it, nothing is rendered. */
    page?: PageContext
    /** Set for a page that is rendered to become a template. No request from outside can set it. */
    look?: PageLook
    /** Set for a page that is rendered with a customer. No request from outside can set it. */
    drawing?: Drawing
  }
}

/** The path without query, as the router sees it. Do not log it: it may contain customer ids. */
export function pathOf(event: H3Event): string {
  const queryAt = event.path.indexOf('?')
  return queryAt < 0 ? event.path : event.path.slice(0, queryAt)
}

/** Whether the router leads requests for this path to a door of the API, or nowhere. */
export function isOfApi(path: string): boolean {
  return path.startsWith('/api/')
}

/** Path and query exactly as the client sent them: systems sign this text, browsers show it. */
export function sentPathOf(event: H3Event): string {
  return event.node.req.originalUrl ?? event.path
}
