import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ServerRequest } from 'node-easywechat'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wechatApps } from '../../../simulator/scenarios/default/wechat-apps.ts'
import { performAction } from '../../../simulator/actions/perform.ts'
import { CLIENT_COOKIE } from '../../../simulator/oauth/client-cookie.ts'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { startSimulator, type Simulator } from '../../../simulator/start.ts'
import { AES_KEY, TOKEN } from '../callback/receiver.ts'
import { openPage } from '../native/client.ts'
import { ME, zhangWei } from '../support.ts'
import { easyWechat } from './easywechat.ts'

let simulator: Simulator
let work: ReturnType<typeof easyWechat>

beforeAll(async () => {
  simulator = await startSimulator({ port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:9', scenario: defaultScenario })
  work = easyWechat(simulator)
})
afterAll(() => simulator.close())

type Json = Record<string, unknown>
const api = {
  get: async (path: string, params = {}) => (await work.getClient().get(path, { params })).toObject() as Json,
  post: async (path: string, json: object) => (await work.getClient().postJson(path, json)).toObject() as Json,
}

describe('node-easywechat, unmodified', () => {
  it('fetches and keeps the access_token', async () => {
    const [first, second] = [await work.getAccessToken().getToken(), await work.getAccessToken().getToken()]
    expect(second).toBe(first)
    expect(simulator.world.credentials.find('access_token', first)).toBeDefined()
    expect(simulator.world.log.counts()['/cgi-bin/gettoken']).toBe(1)
  })

  it('fetches both tickets', async () => {
    const kinds = [await work.getTicket().getTicket(), await work.getTicket().getAgentTicket(1000002)]
      .map(value => simulator.world.credentials.all().find(one => one.value === value)?.kind)
    expect(kinds).toEqual(['corp_ticket', 'agent_ticket'])
  })

  it('signs for wx.config so that the native client accepts it', async () => {
    const { page, call } = openPage({}, simulator.world)
    page.url = `${simulator.proxyUrl}/`
    const signed = await work.getUtils().buildJsSdkConfig(page.url, ['getContext'])
    const answer = call('preVerifyJSAPI', {
      verifyAppId: signed.appId, verifyTimestamp: String(signed.timestamp), verifyNonceStr: signed.nonceStr,
      verifySignature: signed.signature, verifyJsApiList: signed.jsApiList,
    })
    expect(answer.verdict).toBe('ok')
  })

  it('is told what is wrong with its agentConfig: it signs with the company\'s ticket (doc 90506)', async () => {
    const { page, call } = openPage({}, simulator.world)
    page.url = `${simulator.proxyUrl}/`
    const signed = await work.getUtils().buildJsSdkAgentConfig(1000002, page.url, ['getContext'])
    const { answer, verdict } = call('agentConfig', { ...signed, timestamp: String(signed.timestamp) })
    expect(verdict).toBe('refused: signature made with the corp ticket, wanted the agent ticket')
    expect(answer.errMsg).toContain('invalid signature')
  })

  it('sends a member through OAuth and learns who it is', async () => {
    const oauth = await work.getOAuth()
    const { pathname, search } = new URL(oauth.withState('abc').redirect(`${simulator.proxyUrl}/callback`))
    const { id } = openPage({}, simulator.world).page.client
    const headers = { cookie: `${CLIENT_COOKIE}=${id}` }
    const response = await fetch(simulator.url + pathname + search, { redirect: 'manual', headers })
    const code = new URL(response.headers.get('location') ?? '').searchParams.get('code')
    expect(await api.get('/cgi-bin/auth/getuserinfo', { code })).toMatchObject({ errcode: 0, userid: ME })
    expect(await api.get('/cgi-bin/auth/getuserinfo', { code })).toMatchObject({ errcode: 40029 })
    expect(await api.get('/cgi-bin/user/get', { userid: ME })).toMatchObject({ name: '林晓彤' })
  })

  it('reads and writes customers', async () => {
    const { follow_user: members } = await api.get('/cgi-bin/externalcontact/get_follow_user_list')
    expect(members).toContain(ME)
    expect(
      await api.post('/cgi-bin/externalcontact/remark', { userid: ME, external_userid: zhangWei, remark: '来自 SDK' }),
    ).toMatchObject({ errcode: 0 })
    const read = await api.get('/cgi-bin/externalcontact/get', { external_userid: zhangWei })
    expect(read).toMatchObject({
      external_contact: { unionid: expect.stringMatching(/^o/) },
      follow_user: [{ remark: '来自 SDK' }, {}],
    })
    expect(await api.post('/cgi-bin/externalcontact/batch/get_by_user', { userid_list: [ME], limit: 2 })).toMatchObject(
      { external_contact_list: [{}, {}] },
    )
  })

  it('fetches another token when this one died early', async () => {
    const before = await work.getAccessToken().getToken()
    simulator.world.credentials.revoke('access_token')
    expect(await api.get('/cgi-bin/getcallbackip')).toMatchObject({ errcode: 40014 })
    await (work.getAccessToken() as unknown as { refresh(): Promise<string> }).refresh()
    expect(await work.getAccessToken().getToken()).not.toBe(before)
    expect(await api.get('/cgi-bin/getcallbackip')).toMatchObject({ errcode: 0 })
  })
})

describe('its callback server', () => {
  let server: Server
  const seen: Json[] = []

  beforeAll(async () => {
    server = createServer((request, response) => void (async () => {
      work.setRequest(await ServerRequest.createFromIncomingMessage(request))
      const receiver = work.getServer()
      receiver.with(async (message, next) => {
        seen.push(message.toObject() as Json)
        return await next?.(message)
      })
      const answer = await receiver.serve()
      response.writeHead(answer.getStatusCode()).end(answer.getBody())
    })())
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => server.close())

  it('passes the verification and understands our events', async () => {
    const saved = await fetch(`${simulator.url}/simulator/callback`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cb`,
        token: TOKEN,
        aesKey: AES_KEY,
      }),
    })
    expect(await saved.json()).toMatchObject({ deliveries: [] })
    performAction(simulator, { action: 'editContact', userId: ME, externalUserId: zhangWei, remark: '改' })
    await expect.poll(() => simulator.callbacks.deliveries()[0]?.status).toBe('delivered')
    expect(seen.at(-1)).toMatchObject({
      Event: 'change_external_contact',
      ChangeType: 'edit_external_contact',
      UserID: ME,
      ExternalUserID: zhangWei,
    })
  })
})

it('the mini program of api.weixin.qq.com answers its MiniApp', async () => {
  const { MiniApp } = await import('node-easywechat')
  const shop = wechatApps[0]!
  const app = new MiniApp({ app_id: shop.appId, secret: shop.secret, http: { baseURL: simulator.url } })
  const code = simulator.world.jsCodes.issue({ personId: zhangWei, appId: shop.appId })
  const session = await app.getUtils().codeToSession(code)
  expect(session).toMatchObject({ openid: expect.stringMatching(/^o/), unionid: expect.stringMatching(/^o/) })
  await expect(app.getUtils().codeToSession(code)).rejects.toThrow(/40163/)
})
