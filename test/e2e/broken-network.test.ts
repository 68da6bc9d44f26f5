import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ApiErrorBody } from '../../shared/errors.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import type { FaultProxy, NetworkFault } from '../support/fault-proxy.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { eventually } from '../support/eventually.ts'
import { RUBBISH } from '../support/rubbish.ts'
import { startFleet } from './support/fleet.ts'
import type { Fleet } from './support/fleet.ts'
import { createWebview, openWecom, signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

/**
 * The time limit of four seconds for an answer, with a large reserve for a loaded machine. Without a limit an answer
 * would take minutes.
 */
const BUDGET_MS = 15_000

const FAULTS: NetworkFault[] = [
  { kind: 'refuse' }, { kind: 'reset' }, { kind: 'cut', afterBytes: 20 }, { kind: 'blackHole' }, { kind: 'strand' },
  { kind: 'drip', bytes: 1, everyMs: 200 }, { kind: 'latency', ms: 5_000 },
]

const BODIES = [
  ...RUBBISH.map(([, body]) => body),
  '{"errcode":0,"errmsg":"ok"}',
  '{"errcode":0,"access_tok',
  JSON.stringify({
    errcode: 0,
    access_token: 7,
    ticket: {},
    expires_in: '7200',
    userid: ['a'],
    external_contact: 1,
    external_contact_list: 'none',
    external_userid: {},
  }),
]

describeWithRedis('a server whose network breaks', () => {
  let fleet: Fleet
  let networks: { wecom: FaultProxy, redis: FaultProxy }
  let webview: Webview
  beforeAll(async () => {
    fleet = await startFleet(1, async (ports) => {
      networks = { wecom: await startFaultProxy(ports.wecom), redis: await startFaultProxy(ports.redis) }
      return {
        NUXT_WECOM_API_BASE: `http://127.0.0.1:${networks.wecom.port}`,
        NUXT_REDIS_URL: `redis://127.0.0.1:${networks.redis.port}`,
      }
    })
    webview = await signIn(fleet)
  })
  afterEach(async () => {
    await Promise.all([networks.wecom.set(), networks.redis.set()])
    fleet.simulator.world.faults.replace([])
  })
  afterAll(async () => {
    const exitCode = fleet.app(0).exitCode()
    // Close first: a failed expectation must not leave servers running.
    await fleet.close()
    await Promise.all([networks.wecom.close(), networks.redis.close()])
    expect(exitCode).toBeNull()
    expect(fleet.app(0).output()).not.toMatch(/"code":"internal"|unhandled|uncaught/i)
  })

  const signatures = () => webview.get(`/api/jssdk/signatures?url=${encodeURIComponent(`${fleet.url}/`)}`)
  const codeOf = async (response: Response) => (await response.json() as ApiErrorBody).code

  /** @throws when an answer takes longer than the time limit */
  async function inBudget<T>(answer: Promise<T>): Promise<T> {
    const began = performance.now()
    const result = await answer
    expect(performance.now() - began).toBeLessThan(BUDGET_MS)
    return result
  }

  describe('to WeCom', () => {
    it.each(FAULTS)('answers every request in time, and recovers: $kind', async (fault) => {
      await networks.wecom.set(fault)
      // A new id for each fault: the server remembers for three seconds that WeCom does not know an id.
      const asked = ['/api/customers', `/api/customers/wmNone-${fault.kind}`, '/api/groups/wrSomething'].map(path =>
        inBudget(webview.get(path)),
      )
      const signingIn = inBudget(openWecom(fleet).open('/'))
      const page = inBudget(webview.get('/'))
      const ready = inBudget(webview.get('/readyz'))
      for (const response of await Promise.all(asked)) {
        // When only old connections are stranded, a new connection works.
        if (fault.kind === 'strand' && response.status < 500) continue
        expect([502, 504]).toContain(response.status)
        expect(await codeOf(response)).toBe('wecom_unavailable')
      }
      if (fault.kind !== 'strand') expect([502, 504]).toContain((await signingIn).response.status)
      await signingIn
      expect([(await page).status, (await ready).status]).toEqual([200, 200])

      await networks.wecom.set()
      await eventually(async () => expect((await webview.get('/api/customers')).status).toBe(200))
      await eventually(async () => expect((await openWecom(fleet).open('/')).response.status).toBe(200))
    })

    it('answers in time even before it has credentials', async () => {
      // First: a server can fetch credentials as soon as it has started.
      await networks.wecom.set({ kind: 'blackHole' })
      await fleet.makeCold()
      const answers = await Promise.all(['/api/customers', '/readyz'].map(path => inBudget(webview.get(path))))
      expect(answers.map(({ status }) => status)).toEqual([504, 503])
      expect((await inBudget(webview.get('/'))).status).toBe(200)
      await networks.wecom.set()
      await eventually(async () => expect((await signatures()).status).toBe(200))
    })
  })

  describe('to Redis', () => {
    it.each(FAULTS)('serves the sessions that it knows, refuses others, and recovers: $kind', async (fault) => {
      expect((await webview.get('/api/session')).status).toBe(200)
      const unknown = createWebview(fleet, [['wecom_session', 'a'.repeat(64)]])
      await networks.redis.set(fault)
      const known = await Promise.all(Array.from({ length: 20 }, () => inBudget(webview.get('/api/session'))))
      expect(known.map(({ status }) => status)).toEqual(Array(20).fill(200))
      const refused = await inBudget(unknown.get('/api/session'))
      if (fault.kind !== 'strand') expect([refused.status, await codeOf(refused)]).toEqual([503, 'store_unavailable'])
      expect(refused.status).toBeGreaterThanOrEqual(400)
      await networks.redis.set()
      await eventually(async () => expect((await unknown.get('/api/session')).status).toBe(401))
    })
  })

  describe('so that WeCom seems to send rubbish', () => {
    const rubbishFor = (paths: string[], body: string) =>
      fleet.simulator.world.faults.replace(paths.map(path => ({ path: `/cgi-bin/${path}`, body })))
    const READS: [string, () => Promise<Response>][] = [
      ['externalcontact/batch/get_by_user', () => webview.get('/api/customers')],
      ['externalcontact/get', () => webview.get('/api/customers/wmSomebody')],
      ['externalcontact/groupchat/get', () => webview.get('/api/groups/wrSomething')],
    ]

    it.each(READS)('of %s: an error, nothing kept, and the next good answer works', async (endpoint, ask) => {
      for (const body of BODIES) {
        rubbishFor([endpoint], body)
        const response = await ask()
        expect([body, response.status, await codeOf(response)]).toEqual([body, 502, 'wecom_unavailable'])
      }
      fleet.simulator.world.faults.replace([])
      expect((await ask()).status).toBeLessThan(500)
    })

    it('of the sign-in', async () => {
      for (const body of BODIES) {
        rubbishFor(['auth/getuserinfo'], body)
        const { response } = await openWecom(fleet).open('/')
        expect(response.status === 200, body).toBe(false)
      }
      fleet.simulator.world.faults.replace([])
      expect((await openWecom(fleet).open('/')).response.status).toBe(200)
    })

    it.each(['gettoken', 'get_jsapi_ticket', 'ticket/get'])('of %s', async (endpoint) => {
      await fleet.makeCold()
      for (const body of BODIES) {
        rubbishFor([endpoint], body)
        const response = await signatures()
        expect([body, response.status, await codeOf(response)]).toEqual([body, 502, 'wecom_unavailable'])
      }
      fleet.simulator.world.faults.replace([])
      expect((await signatures()).status).toBe(200)
    })
  })
})
