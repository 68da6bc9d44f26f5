import type { H3Event } from 'h3'

/** @returns ends with the answer, or with its client; at once when the client has gone already: no event comes then */
export function clientGone(event: H3Event): AbortSignal {
  const { res } = event.node
  const gone = new AbortController()
  if (res.destroyed) gone.abort()
  else res.once('close', () => gone.abort())
  return gone.signal
}
