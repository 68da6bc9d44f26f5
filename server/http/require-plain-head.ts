import type { H3Event } from 'h3'
import { AppError } from '../errors/app-error.ts'
import { headerOf } from './header-of.ts'
import { pathOf, sentPathOf } from './request-context.ts'

const HOST = 'host'

/**
 * Refuses what a proxy in front could read in another way: a target that is no path, and two hosts. Also refuses the
 * sign-in of a browser that only loads a link in advance: the member has not asked for it. The status is 503, because a
 * browser would show an answer with a status of success at the click.
 *
 * @throws {AppError} invalid_request, prefetch_refused
 */
export function requirePlainHead(event: H3Event): void {
  if (!sentPathOf(event).startsWith('/') || hasTwoHosts(event)) throw new AppError('invalid_request')
  const isAhead = /\bprefetch\b/.test(headerOf(event, 'sec-purpose') ?? '')
  if (isAhead && pathOf(event).startsWith('/auth/')) throw new AppError('prefetch_refused')
}

/** Node itself keeps the first one, and says nothing. Its lists of all headers would be made for each request. */
function hasTwoHosts(event: H3Event): boolean {
  // Names and values, in turns.
  const { rawHeaders } = event.node.req
  let hosts = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]!.length === HOST.length && rawHeaders[i]!.toLowerCase() === HOST) hosts++
  }
  return hosts > 1
}
