import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { checkProvider } from '../../../cli/panel/check-provider.ts'
import { signWebhook } from '../../../server/panels/webhook-signature.ts'
import { createTransport } from '../../../server/upstream/transport.ts'
import { realClock } from '../../support/manual-clock.ts'
import { json, startUpstream } from '../../support/upstream.ts'
import type { Upstream } from '../../support/upstream.ts'
import { isSignedWebhook } from '../../support/webhook-verifier.ts'

const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
const CARD = { version: 1, blocks: [] }

let upstream: Upstream
afterEach(() => upstream.close())

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** @returns whether each check has passed */
async function passed(answer: Answer): Promise<boolean[]> {
  upstream = await startUpstream((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => answer(request, response, Buffer.concat(chunks).toString()))
  })
  const provider = { url: upstream.url, secret, unionId: 'oZhang' }
  return (await checkProvider(provider, createTransport(), realClock)).map(({ problem }) => !problem)
}

describe('the check of a provider', () => {
  it('passes for one that keeps the contract', async () => {
    expect(await passed((request, response, body) =>
      json(response, CARD, isSignedWebhook(request.headers, body, secret) ? 200 : 401),
    )).toEqual([true, true, true, true])
  })

  it('fails for one that verifies nothing', async () => {
    expect(await passed((_request, response) => json(response, CARD))).toEqual([true, false, false, false])
  })

  it('fails for one that does not look at the time', async () => {
    expect(await passed((request, response, body) => {
      const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': given } = request.headers
      const known = signWebhook({ id: String(id), timestamp: Number(at), body }, [secret])
      json(response, CARD, known['webhook-signature'] === given ? 200 : 401)
    })).toEqual([true, true, true, false])
  })

  it('fails for one that answers no card, and for one that is away', async () => {
    expect(await passed((_request, response) => json(response, {}, 403))).toEqual([false, true, true, true])
    await upstream.close()
    expect(await passed((_request, response) => response.destroy())).toEqual([false, false, false, false])
  })
})
