import { createHmac, randomUUID } from 'node:crypto'
import { signingString } from '../../../server/auth/signed-requests.ts'
import type { SystemKey } from './system.ts'

/** A request signed by a system. It can be sent more than once. @param at milliseconds since 1970 */
export function signRequest(
  { id, secret }: SystemKey,
  method: string,
  path: string,
  content?: unknown,
  at = Date.now(),
) {
  const body = content === undefined ? '' : JSON.stringify(content)
  const parts = { method, path, timestamp: String(Math.floor(at / 1_000)), nonce: randomUUID(), body }
  const headers = {
    'content-type': 'application/json',
    'x-api-key': id,
    'x-api-timestamp': parts.timestamp,
    'x-api-nonce': parts.nonce,
    'x-api-signature': createHmac('sha256', secret).update(signingString(parts)).digest('hex'),
  }
  return async (origin: string) => {
    const answer = await fetch(origin + path, { method, headers, body: body || undefined })
    const text = await answer.text()
    return { status: answer.status, body: (text ? JSON.parse(text) : undefined) as Record<string, unknown> }
  }
}
