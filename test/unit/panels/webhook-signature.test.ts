import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { signWebhook } from '../../../server/panels/webhook-signature.ts'

const secret = fc.uint8Array({ minLength: 24, maxLength: 64 })
  .map(bytes => `whsec_${Buffer.from(bytes).toString('base64')}`)
const body = fc.string({ unit: 'binary', maxLength: 500 })
  .map(text => JSON.stringify({ text }))
const now = () => Math.floor(Date.now() / 1_000)

describe('signWebhook', () => {
  it('is verified by the standardwebhooks package, with either of two secrets', () => {
    fc.assert(fc.property(fc.uuid(), body, secret, secret, (id, text, first, second) => {
      const headers = signWebhook({ id, timestamp: now(), body: text }, [first, second])
      for (const known of [first, second]) {
        expect(new Webhook(known).verify(text, headers)).toEqual(JSON.parse(text))
      }
    }))
  })

  it('is refused when the text, the id, the time or the secret is another', () => {
    fc.assert(fc.property(body, secret, secret, (text, ours, other) => {
      fc.pre(ours !== other)
      const headers = signWebhook({ id: 'msg_1', timestamp: now(), body: text }, [ours])
      const refused = (sent: string, changed: Record<string, string>, known = ours) =>
        expect(() => new Webhook(known).verify(sent, { ...headers, ...changed })).toThrow()
      refused(`${text} `, {})
      refused(text, { 'webhook-id': 'msg_2' })
      refused(text, { 'webhook-timestamp': String(now() + 1) })
      refused(text, {}, other)
    }))
  })
})
