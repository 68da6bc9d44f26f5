import { setResponseHeader } from 'h3'
import type { H3Event } from 'h3'

/** Sends an answer at once. h3 would look for a stream or a page in it, and wait for the next round. */
export function sendJson(event: H3Event, answer: unknown): void {
  setResponseHeader(event, 'content-type', 'application/json')
  event.node.res.end(JSON.stringify(answer))
}
