import { getRequestHeader } from 'h3'
import type { H3Event } from 'h3'

/** Whether the browser calls itself the WeCom client (doc 90315). Only chooses the way to sign in; proves nothing. */
export function isInsideWecom(event: H3Event): boolean {
  return /wxwork\/\d/i.test(getRequestHeader(event, 'user-agent') ?? '')
}
