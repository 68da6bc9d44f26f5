import { sendRedirect, setResponseHeader } from 'h3'
import type { H3Event } from 'h3'

/**
 * Sends the browser to another address. h3 adds a short page for clients that do not follow, and names no character
 * set for it.
 */
export function redirect(event: H3Event, location: string): Promise<void> {
  setResponseHeader(event, 'content-type', 'text/html; charset=utf-8')
  return sendRedirect(event, location, 302)
}
