import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Older and newer calls are refused, seconds. */
const TOLERANCE = 5 * 60

/**
 * Verifies a call by the text of the Standard Webhooks specification, as a provider does.
 *
 * @returns whether one of the signatures is of this secret, and new
 */
export function isSignedWebhook(headers: IncomingHttpHeaders, body: string, secret: string): boolean {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map(name => headers[`webhook-${name}`])
  if (Math.abs(Date.now() / 1_000 - Number(timestamp)) > TOLERANCE) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update([id, timestamp, body].join('.')).digest()
  return String(signatures).split(' ').some((one) => {
    const [version, given = ''] = one.split(',')
    const bytes = Buffer.from(given, 'base64')
    return version === 'v1' && bytes.length === expected.length && timingSafeEqual(bytes, expected)
  })
}
