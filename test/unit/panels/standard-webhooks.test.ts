import type { IncomingHttpHeaders } from 'node:http'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import { beforeEach, describe, expect, it } from 'vitest'
import { json } from '../../support/upstream.ts'
import { CARD, NEXT, panelOf, SECRET, setUp, startProvider } from './provider.ts'

const OTHER = `whsec_${Buffer.alloc(32, 3).toString('base64')}`

describe('a call, for the unmodified package standardwebhooks', () => {
  let headers: Record<string, string>
  let body: string

  /** @returns what the package reads @throws {WebhookVerificationError} */
  const verify = (secret: string, changed: Record<string, string> = {}, payload = body) =>
    new Webhook(secret).verify(payload, { ...headers, ...changed })

  beforeEach(async () => {
    await startProvider({ orders(request, response, sent) {
      headers = textsOf(request.headers)
      body = sent
      json(response, CARD)
    } })
    const { load } = setUp([panelOf('orders', { secrets: [NEXT, SECRET] })])
    expect(await load()).toEqual([{ panel: 'orders', card: CARD }])
  })

  it.each([['new', NEXT], ['old', SECRET]])('is signed with the %s secret of a rotation', (_name, secret) => {
    expect(verify(secret)).toMatchObject({ panel: 'orders', customer: { unionId: 'oZhang' } })
  })

  it('is refused with another secret, body, id or time', () => {
    const soon = String(Number(headers['webhook-timestamp']) + 1)
    for (const change of [
      () => verify(OTHER),
      () => verify(SECRET, {}, body.replace('oZhang', 'oWang')),
      () => verify(SECRET, { 'webhook-id': 'msg_other' }),
      () => verify(SECRET, { 'webhook-timestamp': soon }),
      () => verify(SECRET, { 'webhook-signature': '' }),
    ]) expect(change).toThrow(WebhookVerificationError)
  })
})

function textsOf(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
