import { createHmac } from 'node:crypto'

/** What is signed. */
export interface Webhook {
  id: string
  /** Seconds since 1970. */
  timestamp: number
  body: string
}

/**
 * Signs a call by Standard Webhooks: HMAC-SHA256 of `id.timestamp.body`.
 *
 * @param secrets `whsec_` and Base64; with two, the receiver may know either one
 * @returns the three headers
 */
export function signWebhook({ id, timestamp, body }: Webhook, secrets: readonly string[]): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return {
    'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' '),
  }
}
