import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signWebhook } from '../../../server/panels/webhook-signature.ts'
import { isSignedWebhook } from '../../support/webhook-verifier.ts'

const secret = fc.uint8Array({ minLength: 24, maxLength: 64 })
  .map(bytes => `whsec_${Buffer.from(bytes).toString('base64')}`)
const body = fc.string({ unit: 'binary', maxLength: 500 }).map(text => JSON.stringify({ text }))
const now = () => Math.floor(Date.now() / 1_000)

describe('signWebhook', () => {
  it('makes the signature of the published example (standard-webhooks, libraries/javascript)', () => {
    const webhook = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}',
    }
    expect(signWebhook(webhook, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toEqual({
      'webhook-id': webhook.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  it('is verified with either of two secrets', () => {
    fc.assert(fc.property(fc.uuid(), body, secret, secret, (id, text, first, second) => {
      const headers = signWebhook({ id, timestamp: now(), body: text }, [first, second])
      for (const known of [first, second]) expect(isSignedWebhook(headers, text, known)).toBe(true)
    }))
  })

  it('is refused when the text, the id, the time or the secret is another', () => {
    fc.assert(fc.property(body, secret, secret, (text, ours, other) => {
      fc.pre(ours !== other)
      const headers = signWebhook({ id: 'msg_1', timestamp: now(), body: text }, [ours])
      const accepted = [
        isSignedWebhook(headers, `${text} `, ours),
        isSignedWebhook({ ...headers, 'webhook-id': 'msg_2' }, text, ours),
        isSignedWebhook({ ...headers, 'webhook-timestamp': String(now() + 1) }, text, ours),
        isSignedWebhook(headers, text, other),
      ]
      expect(accepted).not.toContain(true)
    }))
  })
})
