import { getRequestHeader } from 'h3'
import type { H3Event } from 'h3'

/** Whether the user agent is the WeCom client's (doc 90315). It selects the way to sign in and proves nothing. */
export function isInsideWecom(event: H3Event): boolean {
  return /wxwork\/\d/i.test(getRequestHeader(event, 'user-agent') ?? '')
}
