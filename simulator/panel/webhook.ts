import { createHmac, randomUUID } from 'node:crypto'

/** What names and signs a call by Standard Webhooks. */
export const WEBHOOK_HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const

export type WebhookHeaders = Partial<Record<typeof WEBHOOK_HEADERS[number], string>>

/**
 * Signs a body as a new call of now.
 *
 * @param secret `whsec_` and Base64
 */
export function signAgain(body: string, secret: string): WebhookHeaders {
  const id = `msg_${randomUUID()}`
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
