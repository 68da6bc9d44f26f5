import type { IncomingMessage, RequestListener } from 'node:http'

/** Frameworks look here for the text that the client sent. */
type Sent = IncomingMessage & { originalUrl?: string }

/** What other spellings have. */
const EXTRA_SLASH = /\/\/|\/$/

/**
 * One spelling for each path: repeated slashes count as one, and a slash at the end counts for nothing. Proxies and
 * admins add such slashes. With one spelling, the router and every rule about a path see the same one. A slash that is
 * percent-encoded is part of a name and stays.
 *
 * @param target of the request line: path and query, or what is no path, which stays
 */
export function plainTarget(target: string): string {
  if (!target.startsWith('/')) return target
  const queryAt = target.indexOf('?')
  const [path, query] = queryAt < 0 ? [target, ''] : [target.slice(0, queryAt), target.slice(queryAt)]
  if (path === '/' || !EXTRA_SLASH.test(path)) return target
  const names = path.split('/').filter(name => name !== '')
  return `/${names.join('/')}${query}`
}

/** Gives every request the plain spelling; `originalUrl` keeps the text as it was sent, which signatures cover. */
export function withPlainPath(listener: RequestListener): RequestListener {
  return (request: Sent, response) => {
    request.originalUrl = request.url
    request.url = plainTarget(request.url ?? '/')
    listener(request, response)
  }
}
