import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import { freePort } from '../../support/free-port.ts'
import { isSignedWebhook } from '../../support/webhook-verifier.ts'

/** A call that the provider has received and verified. */
export interface ProviderCall {
  panel: string
  customer: Record<string, unknown>
  member: { userId: string }
  locale: string
  theme: string
  action?: { id: string, input: Record<string, string> }
  /** The header that names the call. */
  webhookId: string
}

/** A company's own system with panels. */
export interface PanelProvider {
  url: string
  /** The secret in NUXT_PANELS. */
  secret: string
  calls: ProviderCall[]
  /** What it answers, by the id of the panel. Without one, it waits. */
  answers: Record<string, (response: ServerResponse, call: ProviderCall) => void>
  close: () => Promise<void>
}

/** Starts a provider that verifies each call. */
export async function startPanelProvider(): Promise<PanelProvider> {
  const secret = `whsec_${Buffer.from('CANARY-secret-of-the-panels-1').toString('base64')}`
  const port = await freePort()
  const provider: PanelProvider = {
    url: `http://127.0.0.1:${port}`, secret, calls: [], answers: {}, close: () => new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    if (!isSignedWebhook(request.headers, body, secret)) return void response.writeHead(401).end()
    const call = { ...JSON.parse(body), webhookId: request.headers['webhook-id'] } as ProviderCall
    // The doctor of a server that has just started.
    if (call.member.userId === 'doctor') return cardAnswer({ version: 1, blocks: [] })(response, call)
    provider.calls.push(call)
    provider.answers[call.panel]?.(response, call)
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return provider
}

/** @returns an answer with a card */
export function cardAnswer(card: object): PanelProvider['answers'][string] {
  return response => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(card))
}
