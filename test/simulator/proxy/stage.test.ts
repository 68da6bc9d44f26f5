import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { startSimulator, type Simulator } from '../../../simulator/start.ts'
import { zhangWei } from '../support.ts'

const long = 'x'.repeat(40_000)
let app: Server
let simulator: Simulator
/** Bodies that reached the app. */
let bodies: string[] = []

beforeAll(async () => {
  app = createServer((request, response) => void (async () => {
    bodies.push(await text(request))
    response.setHeader('content-type', 'application/json')
    if (request.url === '/api/long') return void response.end(JSON.stringify({ long }))
    if (request.url === '/api/refused') response.statusCode = 422
    response.end(JSON.stringify({ code: 'not_found', session: 'Secret-Session-1' }))
  })())
  await new Promise<void>(resolve => app.listen(0, '127.0.0.1', resolve))
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`
  simulator = await startSimulator({
    port: 0, proxyPort: 0, appUrl, scenario: defaultScenario, pages: { miniProgram: `${appUrl}/sign-in` },
  })
})
afterEach(() => {
  bodies = []
  simulator.world.reset()
})
afterAll(async () => {
  await simulator.close()
  app.closeAllConnections()
  app.close()
})

const fromApp = (path: string, init?: RequestInit) => fetch(simulator.proxyUrl + path, init)
const control = (method: string, path: string, body?: object) => fetch(`${simulator.url}/simulator/${path}`, {
  method, ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
})
const logged = async () => {
  await expect.poll(() => simulator.world.log.list('/api/')).toHaveLength(1)
  return simulator.world.log.list('/api/')[0]
}

describe('calls of the app\'s own API', () => {
  it('are in the log with body and answer, without credentials', async () => {
    await fromApp('/api/notes?x=1', { method: 'POST', body: '{"text":"周五","code":"Code-1"}' })
    expect(bodies).toEqual(['{"text":"周五","code":"Code-1"}'])
    expect(await logged()).toMatchObject({
      channel: 'app', method: 'POST', path: '/api/notes', parameters: 'x=1', verdict: 'ok: HTTP 200',
      body: '{"text":"周五","code":"…"}', answer: '{"code":"not_found","session":"…"}',
    })
  })
  it('are refused there when the app refuses them', async () => {
    await fromApp('/api/refused')
    expect((await logged())?.verdict).toBe('refused: HTTP 422')
  })
  it('are kept only at their beginning, and pages and files not at all', async () => {
    await fromApp('/page')
    await (await fromApp('/api/long')).text()
    expect((await logged())?.answer?.length).toBeLessThanOrEqual(8_192)
  })
})

describe('the client\'s network', () => {
  it.each(['full', '4g', '3g'])('%s carries every byte', async (clientNetwork) => {
    await control('PUT', 'settings', { clientNetwork })
    expect(await (await fromApp('/api/long', { method: 'POST', body: long })).json()).toEqual({ long })
    expect(bodies).toEqual([long])
  })
  it('carries nothing when it is offline', async () => {
    await control('PUT', 'settings', { clientNetwork: 'offline' })
    await expect(fromApp('/api/long')).rejects.toThrow()
    expect(bodies).toEqual([])
    expect((await control('PUT', 'settings', { clientNetwork: '5g' })).status).toBe(400)
  })
})

describe('a customer in the mini program', () => {
  it('sends a code of the customer to the company\'s server', async () => {
    const response = await control('POST', 'mini-program-sign-ins', { externalUserId: zhangWei })
    expect(await response.json()).toEqual({ status: 200, answer: '' })
    const [body = ''] = bodies
    const { appId, code } = JSON.parse(body) as { appId: string, code: string }
    expect(simulator.world.jsCodes.find(code)).toMatchObject({ appId, personId: zhangWei, used: false })
  })
  it('needs a mini program', async () => {
    delete simulator.world.scenario.wechatApps
    expect((await control('POST', 'mini-program-sign-ins', { externalUserId: zhangWei })).status).toBe(400)
  })
})

describe('faults that are on', () => {
  const active = async () => await (await control('GET', 'active-faults')).json() as object
  it('are listed, named or not, and switched off together', async () => {
    await control('PUT', 'fault-presets/bridge-late')
    await control('PUT', 'settings', { latencyMs: 1 })
    await control('PUT', 'fault-presets/back-key-leaves')
    simulator.world.faults.add([{ api: 'getContext', never: true }])
    expect(await active()).toEqual({ names: ['bridge-late', 'back-key-leaves'], others: 1 })
    expect(await (await control('DELETE', 'active-faults')).json()).toEqual({ names: [], others: 0 })
    expect(simulator.world.faults.list()).toEqual([])
    expect(simulator.world.settings).toMatchObject({ leavesAtBack: false, latencyMs: 1 })
  })
})

describe('what people write', () => {
  it('is in the conversation, and no event for the app', async () => {
    const say = { action: 'say', chatId: 'with-unionid', from: zhangWei, text: '周六能到店吗？' }
    expect((await control('POST', 'actions', say)).status).toBe(200)
    const chat = simulator.world.scenario.chats.find(({ id }) => id === 'with-unionid')
    expect(chat?.messages.at(-1)).toMatchObject({ from: zhangWei, text: '周六能到店吗？', msgtype: 'text' })
    expect(simulator.callbacks.deliveries()).toEqual([])
    expect((await control('POST', 'actions', { ...say, chatId: 'none' })).status).toBe(400)
    expect((await control('POST', 'actions', { ...say, text: '' })).status).toBe(400)
  })
})
