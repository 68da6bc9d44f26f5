import type { H3Event } from 'h3'

/**
 * A header of the request. h3's own function copies all headers to read one, and each request reads several.
 *
 * @param name in lower case
 */
export function headerOf(event: H3Event, name: Lowercase<string>): string | undefined {
  const value = event.node.req.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}
