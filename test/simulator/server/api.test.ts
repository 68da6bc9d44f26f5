import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { startSimulator, type Simulator } from '../../../simulator/start.ts'
import { tokenOf } from '../support.ts'

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:9', scenario: defaultScenario })
})
afterAll(() => simulator.close())
afterEach(() => simulator.world.reset())

const get = (path: string, init?: RequestInit) => fetch(simulator.url + path, init)

describe('on the wire', () => {
  it('business errors have status 200 and two headers', async () => {
    const response = await get('/cgi-bin/user/get?access_token=bogus')
    expect(response.status).toBe(200)
    expect(response.headers.get('error-code')).toBe('40014')
    expect(response.headers.get('error-msg')).toBe('invalid access_token')
  })

  it.each(['/cgi-bin/', '/cgi-bin/nothing', '/cgi-bin/gettoken/', '/nowhere'])(
    '%s is a 404 with an empty body',
    async (path) => {
      const response = await get(path)
      expect(response.status).toBe(404)
      expect(await response.text()).toBe('')
    },
  )

  it('the token is seen in the query only', async () => {
    const token = tokenOf(simulator.world)
    const response = await get('/cgi-bin/externalcontact/batch/get_by_user', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ access_token: token, userid_list: ['linxiaotong'] }),
    })
    expect((await response.json() as { errcode: number }).errcode).toBe(41001)
  })

  it('names the caller\'s address', async () => {
    const { errmsg } = await (await get('/cgi-bin/gettoken')).json() as { errmsg: string }
    expect(errmsg).toContain('from ip: 127.0.0.1,')
  })
})

describe('faults', () => {
  it('answer an errcode in WeCom\'s form, once', async () => {
    simulator.world.faults.replace([{ path: '/cgi-bin/user/get', errcode: 40014, times: 1 }])
    const path = `/cgi-bin/user/get?userid=linxiaotong&access_token=${tokenOf(simulator.world)}`
    expect(await (await get(path)).json()).toMatchObject({ errcode: 40014, department: [] })
    expect(await (await get(path)).json()).toMatchObject({ errcode: 0 })
  })

  it('answer raw status and body', async () => {
    simulator.world.faults.replace([{ path: '/cgi-bin/*', status: 502, body: '<html>' }])
    const response = await get('/cgi-bin/gettoken')
    expect(response.status).toBe(502)
    expect(await response.text()).toBe('<html>')
  })

  it('hang until the caller gives up', async () => {
    simulator.world.faults.replace([{ path: '/cgi-bin/gettoken', hang: true }])
    await expect(get('/cgi-bin/gettoken', { signal: AbortSignal.timeout(100) })).rejects.toThrow(/timeout/)
    expect(simulator.world.log.list('/cgi-bin/gettoken')[0]?.verdict).toBe('fault: never answered')
  })
})

it('the log holds no token, secret or code', async () => {
  const token = tokenOf(simulator.world)
  await get(`/cgi-bin/auth/getuserinfo?access_token=${token}&code=the-code`)
  await get('/cgi-bin/gettoken?corpid=ww1&corpsecret=the-secret')
  const log = JSON.stringify(simulator.world.log.list())
  expect(log).toContain('corpid=ww1')
  for (const secret of [token, 'the-code', 'the-secret']) expect(log).not.toContain(secret)
})
