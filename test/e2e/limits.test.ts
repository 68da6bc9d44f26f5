import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SessionMember } from '../../shared/types/session.ts'
import { crowd } from '../support/crowd.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { startFleet } from './support/fleet.ts'
import type { Fleet } from './support/fleet.ts'
import { comeToWork } from './support/office.ts'
import { postAsClient } from './support/mini-program-client.ts'
import { createWebview, openWecom, signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

/** Makes every page that was counted one of this moment. */
const COUNT_ANEW = `
  local time = redis.call("time")
  local keys = redis.call("keys", "*:limit:*Pages:60000*")
  for _, key in ipairs(keys) do
    for _, item in ipairs(redis.call("zrange", key, 0, -1)) do
      redis.call("zadd", key, time[1] * 1000 + math.floor(time[2] / 1000), item)
    end
    redis.call("pexpire", key, 60000)
  end
  return #keys`

describeWithRedis('limits', () => {
  let fleet: Fleet
  beforeAll(async () => {
    fleet = await startFleet(2, () => ({ NUXT_TRUSTED_PROXIES: '127.0.0.1' }))
  })
  afterAll(() => fleet.close())

  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })
  const on = (process: number, path: string) => `${fleet.origins[process]}${path}`
  /** The status of each answer, with the number of answers. */
  const countsOf = (statuses: number[]) =>
    Object.fromEntries([...new Set(statuses)].map(status => [status, statuses.filter(one => one === status).length]))

  /** A process with much to do at once is too busy to hear Redis and WeCom in time, and then does not count exactly. */
  const AT_ONCE = 5

  /** For as many pages as a slow machine cannot render within a minute: no page gets older meanwhile. */
  async function withinOneMinute<T>(pages: Promise<T>): Promise<T> {
    const redis = new Redis(fleet.redis.url)
    const timer = setInterval(() => void redis.eval(COUNT_ANEW, 0), 1_000)
    const result = await pages.finally(() => clearInterval(timer))
    expect(await redis.eval(COUNT_ANEW, 0)).toBeGreaterThan(0)
    redis.disconnect()
    return result
  }

  /** Starts a sign-in, and comes back with an invented code. */
  async function bringInventedCode(index: number, address: string) {
    const browser = openWecom(fleet)
    const answer = await browser.get(on(index % 2, '/auth/login'), from(address))
    const state = new URL(answer.headers.get('location')!).searchParams.get('state')
    return browser.get(on((index + 1) % 2, `/auth/callback?code=invented${index}&state=${state}`), from(address))
  }

  it('let a client bring 60 codes that WeCom refuses; others sign in meanwhile', async () => {
    const answers = await crowd(90, index => bringInventedCode(index, `192.0.2.${index}, 198.51.100.1`), AT_ONCE)
    expect(countsOf(answers.map(({ status }) => status))).toEqual({ 302: 60, 429: 30 })
    expect(fleet.calls('auth/getuserinfo')).toBe(60)
    const refused = answers.find(({ status }) => status === 429)!
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500)
    expect(await refused.text()).toContain('too_many_requests')

    const member = openWecom(fleet)
    const signedIn = await openFrom(member, '/', '198.51.100.2')
    expect(signedIn.status).toBe(200)
  })

  it('do not count sign-ins that succeed: 100 from one address', async () => {
    for (let round = 0; round < 10; round++) {
      const statuses = await crowd(10, async () => (await openFrom(openWecom(fleet), '/', '198.51.100.3')).status)
      expect(countsOf(statuses)).toEqual({ 200: 10 })
    }
  })

  it('let an office of 500 sign in behind one address, all at once, on two processes', async () => {
    const office = from('198.51.100.6')
    const arrivals = await comeToWork(fleet, 500, office)
    fleet.simulator.world.changeSettings({ latencyMs: 100 })
    const answers = await Promise.all(arrivals.map(async ({ webview, callback }, i) => {
      const bring = () => webview.get(on(i % 2, callback), office)
      let answer = await bring()
      // One process sends for 500 people: on a busy machine it is too slow. A client may repeat what the server has not
      // received (RFC 9110, 15.5.9).
      while (answer.status === 408) answer = await bring()
      return answer
    }))
    fleet.simulator.world.changeSettings({ latencyMs: 0 })
    expect(countsOf(answers.map(({ status }) => status))).toEqual({ 302: 500 })
    expect(new Set(answers.map(({ headers }) => headers.get('location')))).toEqual(new Set(['/']))
    const signedIn = await crowd(500, async (i) => {
      const session = await arrivals[i]!.webview.get(on((i + 1) % 2, '/api/session'), office)
      return { status: session.status, ...await session.json() as SessionMember }
    })
    expect(signedIn).toEqual(arrivals.map(({ userId }) => expect.objectContaining({ status: 200, userId })))
    // The office can still fail as often as any other client.
    const rubbish = await crowd(90, index => bringInventedCode(index, '198.51.100.6'), AT_ONCE)
    expect(countsOf(rubbish.map(({ status }) => status))).toEqual({ 302: 60, 429: 30 })
  })

  it('let a member try 30 ids that are not theirs, and go on with the customers opened before', async () => {
    const member = await signIn(fleet)
    const known = `/api/customers/${withUnionId.externalUserId}`
    expect((await member.get(on(0, known))).status).toBe(200)
    const before = fleet.calls('externalcontact/get')
    const answers = await crowd(200, index => member.get(on(index % 2, `/api/customers/wmInvented${index}`)), AT_ONCE)
    expect(countsOf(answers.map(({ status }) => status))).toEqual({ 404: 30, 429: 170 })
    expect(fleet.calls('externalcontact/get') - before).toBe(30)
    const refused = answers.find(({ status }) => status === 429)!
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(250)
    expect(await refused.json()).toMatchObject({
      code: 'too_many_requests', message: expect.stringContaining('unknownCustomers'),
    })
    expect((await member.get(on(0, known))).status).toBe(200)
    const colleague = await signIn(fleet, { userId: 'zhaoguoqiang' })
    expect((await colleague.get('/api/customers/wmInvented1')).status).toBe(404)
  })

  it('render 300 pages a minute for a member, and 600 for a client without a session', async () => {
    // The sign-in ends on the first page.
    const member = await signIn(fleet, { userId: 'chenzhiyuan' })
    const answers = await withinOneMinute(crowd(
      400, index => member.get(on(index % 2, '/'), { headers: { accept: 'text/html' } }), AT_ONCE,
    ))
    expect(countsOf(answers.map(({ status }) => status))).toEqual({ 200: 299, 429: 101 })
    const refused = answers.find(({ status }) => status === 429)!
    expect([Number(refused.headers.get('retry-after')), await refused.text()])
      .toEqual([expect.any(Number), expect.stringContaining('too_many_requests')])
    // What is not rendered stays open: the member's own data, and colleagues.
    expect((await member.get(on(0, '/api/session'))).status).toBe(200)
    expect((await signIn(fleet).then(colleague => colleague.get('/api/session'))).status).toBe(200)

    const browser = createWebview(fleet)
    const open = (index: number, address: string) => browser.get(on(index % 2, '/'), from(address))
    const strangers = await withinOneMinute(
      crowd(700, index => open(index, `192.0.2.${index % 250}, 198.51.100.7`), AT_ONCE),
    )
    expect(countsOf(strangers.map(({ status }) => status))).toEqual({ 200: 600, 429: 100 })
    expect((await open(0, '198.51.100.8')).status).toBe(200)
  })

  it('let a member change things 60 times a minute', async () => {
    const member = await signIn(fleet, { userId: 'wangsiqi' })
    const init = {
      method: 'POST',
      headers: { 'origin': fleet.url, 'content-type': 'application/json' },
      body: JSON.stringify({ ticket: 'agent' }),
    }
    const answers = await crowd(80, index => member.get(on(index % 2, '/api/jssdk/refusals'), init), AT_ONCE)
    expect(countsOf(answers.map(({ status }) => status))).toEqual({ 204: 60, 429: 20 })
  })

  it('accept questions of a mini program 120 times a minute from a client, whatever address it claims', async () => {
    const send = (process: number, forwardedFor: string, body: unknown = { session: '0'.repeat(128) }) =>
      postAsClient(fleet.origins[process]!, '/api/mini-program/member', body, { 'x-forwarded-for': forwardedFor })
    // What is malformed does not count.
    const malformed = await crowd(300, index => send(index % 2, '198.51.100.4', {}), AT_ONCE)
    expect(countsOf(malformed.map(({ status }) => status))).toEqual({ 400: 300 })
    const answers = await crowd(150, index => send(index % 2, `192.0.2.${index}, 198.51.100.4`), AT_ONCE)
    expect(countsOf(answers.map(({ status }) => status))).toEqual({ 401: 120, 429: 30 })
    const refused = answers.find(({ status }) => status === 429)!
    expect(refused).toMatchObject({ body: { code: 'too_many_requests' } })
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
    expect((await send(0, '198.51.100.5')).status).toBe(401)
  })

  /** Follows redirects like a browser, behind the known proxy. */
  async function openFrom(browser: Webview, path: string, address: string): Promise<Response> {
    let response = await browser.get(path, from(address))
    for (let steps = 0; response.headers.has('location') && steps < 10; steps++) {
      response = await browser.get(response.headers.get('location')!, from(address))
    }
    return response
  }
})
