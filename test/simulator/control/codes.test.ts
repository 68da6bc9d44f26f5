import { createDecipheriv, createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { wechatApps } from '../../../simulator/scenarios/default/wechat-apps.ts'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { startSimulator, type Simulator } from '../../../simulator/start.ts'
import { ME, zhangWei } from '../support.ts'

let simulator: Simulator
const shop = wechatApps[0]!

beforeAll(async () => {
  simulator = await startSimulator({ port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:9', scenario: defaultScenario })
})
afterAll(() => simulator.close())
afterEach(() => simulator.world.reset())

type Json = Record<string, string> & { errcode?: number }

async function get(path: string): Promise<Json> {
  return await (await fetch(simulator.url + path)).json() as Json
}

async function post(path: string, body: unknown): Promise<{ status: number, json: Json }> {
  const response = await fetch(simulator.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, json: (await response.json()) as Json }
}

const token = async () => {
  const { corpId, agentSecret } = simulator.appCredentials
  return (await get(`/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${agentSecret}`)).access_token
}

describe('POST /simulator/codes', () => {
  it('stands for a member or an outsider', async () => {
    const member = await post('/simulator/codes', { kind: 'oauth', userId: ME })
    expect(member.status).toBe(201)
    expect(await get(`/cgi-bin/auth/getuserinfo?access_token=${await token()}&code=${member.json.code}`)).toMatchObject(
      { userid: ME },
    )
    const outsider = await post('/simulator/codes', { kind: 'oauth', externalUserId: zhangWei })
    expect(
      await get(`/cgi-bin/auth/getuserinfo?access_token=${await token()}&code=${outsider.json.code}`),
    ).toMatchObject({ external_userid: zhangWei })
  })

  it('signs a person in to a mini program, with data to decrypt', async () => {
    const who = { appId: shop.appId, externalUserId: zhangWei }
    expect((await post('/simulator/user-data', who)).status).toBe(400)
    const { json } = await post('/simulator/codes', { kind: 'miniProgram', ...who })
    const query = `appid=${shop.appId}&secret=${shop.secret}&js_code=${json.code}&grant_type=authorization_code`
    const session = await get(`/sns/jscode2session?${query}`)
    expect(session.openid).toBe(json.openId)
    const { json: data } = await post('/simulator/user-data', who)
    expect(data.signature).toBe(
      createHash('sha1')
        .update(data.rawData! + session.session_key!)
        .digest('hex'),
    )
    const decipher = createDecipheriv(
      'aes-128-cbc',
      Buffer.from(session.session_key!, 'base64'),
      Buffer.from(data.iv!, 'base64'),
    )
    const clear = JSON.parse(
      Buffer.concat([decipher.update(data.encryptedData!, 'base64'), decipher.final()]).toString(),
    ) as object
    expect(clear).toMatchObject({
      openId: session.openid,
      unionId: session.unionid,
      nickName: '张伟',
      watermark: { appid: shop.appId },
    })
  })

  it('signs a person in to a mobile app', async () => {
    const mobile = wechatApps.find(app => app.kind === 'mobileApp')!
    const who = { appId: mobile.appId, externalUserId: zhangWei }
    const { json } = await post('/simulator/codes', { kind: 'mobileApp', ...who })
    const query = `appid=${mobile.appId}&secret=${mobile.secret}&code=${json.code}&grant_type=authorization_code`
    expect(await get(`/sns/oauth2/access_token?${query}`)).toMatchObject({
      openid: json.openId, scope: 'snsapi_userinfo', unionid: expect.stringMatching(/^o/),
    })
  })

  it.each([
    {},
    { kind: 'oauth' },
    { kind: 'x', userId: ME },
    { kind: 'oauth', userId: 'nobody' },
    { kind: 'miniProgram', externalUserId: zhangWei, appId: 'wx0' },
    { kind: 'mobileApp', externalUserId: zhangWei, appId: shop.appId },
  ])('refuses %o', async (body) => {
    expect((await post('/simulator/codes', body)).status).toBe(400)
  })
})

it('POST /simulator/secret: the old secret and its token end', async () => {
  const old = await token()
  const { json } = await post('/simulator/secret', {})
  expect(json.agentSecret).not.toBe(simulator.appCredentials.agentSecret)
  expect((await get(`/cgi-bin/get_jsapi_ticket?access_token=${old}`)).errcode).toBe(40014)
  const { corpId, agentSecret } = simulator.appCredentials
  expect((await get(`/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${agentSecret}`)).errcode).toBe(40001)
  expect((await get(`/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${json.agentSecret}`)).errcode).toBe(0)
})

it('revokes the token of one app', async () => {
  simulator.world.credentials.issue('access_token', 1000003, 7200)
  await token()
  expect((await post('/simulator/revoke', { kind: 'access_token', agentId: 1000003 })).json).toEqual({ revoked: 1 })
  expect((await get(`/cgi-bin/get_jsapi_ticket?access_token=${await token()}`)).errcode).toBe(0)
})

it('doc 90313: two mark_tag for the same customer and member at once → 45035', async () => {
  simulator.world.changeSettings({ latencyMs: 100 })
  const accessToken = await token()
  const mark = (external_userid: string) =>
    post(`/cgi-bin/externalcontact/mark_tag?access_token=${accessToken}`, {
      userid: ME,
      external_userid,
      add_tag: ['etLevelNew000000000000000000003'],
    })
  const errcodes = (await Promise.all([mark(zhangWei), mark(zhangWei)])).map(({ json }) => json.errcode)
  expect(errcodes.sort()).toEqual([0, 45035])
  expect((await mark(zhangWei)).json.errcode).toBe(0)
})

it('a wrong token is refused before a conflict is', async () => {
  const mark = async (accessToken: string | undefined, userid = ME) =>
    (await post(`/cgi-bin/externalcontact/mark_tag?access_token=${accessToken}`, {
      userid, external_userid: zhangWei, add_tag: ['etLevelNew000000000000000000003'],
    })).json.errcode
  const running = `/cgi-bin/externalcontact/mark_tag ${ME} ${zhangWei}`
  simulator.world.inFlight.enter(running)
  expect(await mark(await token())).toBe(45035)
  expect(await mark(await token(), ME.toUpperCase())).toBe(45035)
  expect(await mark('made-up')).toBe(40014)
  simulator.world.inFlight.leave(running)
  expect(await mark(await token())).toBe(0)
})

it('keeps credentials out of the request log', async () => {
  await post('/cgi-bin/auth/getuserdetail?access_token=secret-1', { user_ticket: 'secret-2' })
  await post('/cgi-bin/stable_token', { grant_type: 'client_credential', appid: shop.appId, secret: 'secret-3' })
  await get('/sns/jscode2session?secret=secret-4&js_code=secret-5')
  await get('/sns/oauth2/access_token?secret=secret-6&code=secret-7')
  await get('/sns/userinfo?access_token=secret-8')
  await get('/sns/oauth2/refresh_token?refresh_token=secret-9')
  expect(JSON.stringify(simulator.world.log.list())).not.toContain('secret-')
})
