import { createHmac, timingSafeEqual } from 'node:crypto'

/** What is signed. */
export interface Webhook {
  id: string
  /** Seconds since 1970. */
  timestamp: number
  body: string
}

/** Older and newer calls are refused, milliseconds. */
const TOLERANCE_MS = 5 * 60_000

/** A call as received: nothing in it is trusted. */
export interface SignedWebhook {
  /** The headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. */
  id?: string
  timestamp?: string
  signature?: string
  body: string
}

/**
 * Signs a call by Standard Webhooks: HMAC-SHA256 of `id.timestamp.body`.
 *
 * @param secrets `whsec_` and Base64; with two, the receiver may know either one
 * @returns the three headers
 */
export function signWebhook({ id, timestamp, body }: Webhook, secrets: readonly string[]): Record<string, string> {
  const signatures = secrets.map(secret => `v1,${hmac(secret, `${id}.${timestamp}.${body}`).toString('base64')}`)
  return {
    'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' '),
  }
}

/**
 * @param now milliseconds since 1970
 * @returns whether one of the secrets has signed the call, within the last minutes
 */
export function isWebhookOf(
  { id, timestamp = '', signature = '', body }: SignedWebhook, secrets: readonly string[], now: number,
): boolean {
  if (!id || !/^\d{10}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1_000) > TOLERANCE_MS) return false
  const given = signature.split(' ').slice(0, 8).flatMap(one =>
    one.startsWith('v1,') ? Buffer.from(one.slice(3), 'base64') : [])
  const expected = secrets.map(secret => hmac(secret, `${id}.${timestamp}.${body}`))
  return expected.map(one => given.map(other => one.length === other.length && timingSafeEqual(one, other)))
    .flat().includes(true)
}

function hmac(secret: string, text: string): Buffer {
  return createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(text).digest()
}
