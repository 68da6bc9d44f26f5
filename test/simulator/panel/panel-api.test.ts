import { createServer } from 'node:http'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { signAgain } from '../../../simulator/panel/webhook.ts'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { startSimulator, type Simulator } from '../../../simulator/start.ts'
import type { LoggedRequest } from '../../../simulator/world/request-log.ts'
import { isSignedWebhook } from '../../support/webhook-verifier.ts'

const secret = `whsec_${Buffer.from('of the panel under development').toString('base64')}`
const BODY = JSON.stringify({ version: 1, customer: { unionId: 'o张' } })
const CARD = JSON.stringify({ version: 1, blocks: [] })

/** A provider that verifies each call, and answers none twice. */
const seen: { headers: IncomingHttpHeaders, body: string }[] = []
const answerCard = (response: ServerResponse) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(CARD)
let answer = answerCard
const provider = createServer((request, response) => {
  void text(request).then((body) => {
    const { headers } = request
    const isNew = seen.every(one => one.headers['webhook-id'] !== headers['webhook-id'])
    seen.push({ headers, body })
    if (isNew && isSignedWebhook(headers, body, secret)) answer(response)
    else response.writeHead(401).end()
  })
})

let simulator: Simulator
beforeAll(async () => {
  await new Promise<void>(resolve => provider.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  simulator = await startSimulator({
    port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:9', scenario: defaultScenario, panel: { url, secret },
  })
})
afterAll(async () => {
  await simulator.close()
  provider.close()
})
afterEach(() => {
  simulator.world.reset()
  seen.length = 0
  answer = answerCard
})

/** Calls the panel as the app does. */
const callPanel = (headers: object = signAgain(BODY, secret), body = BODY) => fetch(`${simulator.url}/panel`, {
  method: 'POST', body, redirect: 'manual', headers: { 'content-type': 'application/json', ...headers },
})
const replay = (id: number, body: unknown = {}) => fetch(`${simulator.url}/simulator/panel-calls/${id}/replays`, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
})
const logged = () => simulator.world.log.list('/panel')

it('the provider gets the app\'s call as it is, and the app its answer; the log has both', async () => {
  const headers = signAgain(BODY, secret)
  const response = await callPanel(headers)
  expect([response.status, response.headers.get('content-type'), await response.text()])
    .toEqual([200, 'application/json', CARD])
  expect(seen).toMatchObject([{ headers, body: BODY }])
  expect(logged()).toMatchObject([{
    channel: 'panel', method: 'POST', body: BODY, answer: CARD, verdict: 'ok: HTTP 200', parameters: '',
    headers: `webhook-id: ${headers['webhook-id']}\nwebhook-timestamp: ${headers['webhook-timestamp']}\n`
      + `webhook-signature: ${headers['webhook-signature']}`,
  }])
})

it('signs nothing for a caller without a signature', async () => {
  expect((await callPanel({})).status).toBe(401)
  expect(seen[0]!.headers).not.toHaveProperty('webhook-signature')
  expect(logged()).toMatchObject([{ verdict: 'refused: HTTP 401' }])
})

it('replays a call signed again: the same body, another id', async () => {
  await callPanel()
  const response = await replay(logged()[0]!.id)
  expect(response.status).toBe(201)
  expect(await response.json()).toMatchObject({ verdict: 'ok: HTTP 200', parameters: `replay=${logged()[0]!.id}` })
  const [first, second] = seen
  expect(second!.body).toBe(first!.body)
  expect(second!.headers['webhook-id']).not.toBe(first!.headers['webhook-id'])
  expect(logged()).toHaveLength(2)
})

it('replays a call as it was, which a provider that remembers ids refuses; also a replay', async () => {
  await callPanel()
  const again = await (await replay(logged()[0]!.id)).json() as LoggedRequest
  for (const id of [logged()[0]!.id, again.id]) {
    expect(await (await replay(id, { asItWas: true })).json())
      .toMatchObject({ verdict: 'refused: HTTP 401', parameters: `replay=${id}&asItWas=true` })
  }
  expect(seen[2]).toMatchObject({ headers: { 'webhook-id': seen[0]!.headers['webhook-id'] }, body: BODY })
})

it('shows an action\'s input without credentials, and replays it with them', async () => {
  const body = JSON.stringify({ action: { id: 'pair', input: { code: 'K7-93' } } })
  await callPanel(signAgain(body, secret), body)
  expect(logged()[0]!.body).not.toContain('K7-93')
  await replay(logged()[0]!.id)
  expect(seen[1]!.body).toBe(body)
})

it('follows no redirect', async () => {
  answer = response => void response.writeHead(302, { location: '/elsewhere' }).end()
  expect((await callPanel()).status).toBe(302)
  expect(seen).toHaveLength(1)
})

it('says that a provider has not answered', async () => {
  answer = response => void response.destroy()
  expect((await callPanel()).status).toBe(502)
  expect(logged()).toMatchObject([{ verdict: 'refused: no answer' }])
})

it('replays nothing else', async () => {
  expect((await replay(4711)).status).toBe(404)
  await callPanel()
  const [{ id }] = logged() as [LoggedRequest]
  expect((await replay(id, { asItWas: 'yes' })).status).toBe(400)
  simulator.world.reset()
  expect((await replay(id)).status).toBe(404)
})
