import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { healthySettings } from '../../simulator/scenarios/settings.ts'
import { tally } from '../support/crowd.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { eventually } from '../support/eventually.ts'
import { callbackEnv, changeRemark, receiveCallbacks } from './support/callback.ts'
import { startFleet } from './support/fleet.ts'
import type { Fleet } from './support/fleet.ts'
import { FLOOD_LIMITS } from './support/flood-limits.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const SIZE = 4
const CREDENTIALS = ['gettoken', 'get_jsapi_ticket', 'ticket/get']
/** A fleet recovers within five seconds; the rest is a reserve for a loaded machine. No pause of 30 s fits in. */
const HEALED_MS = 20_000

describeWithRedis('a fleet of four recovers', () => {
  let fleet: Fleet
  let webview: Webview
  beforeAll(async () => {
    fleet = await startFleet(SIZE, () => ({ ...callbackEnv, ...FLOOD_LIMITS }))
    webview = await signIn(fleet)
  })
  afterAll(() => fleet.close())
  beforeEach(async () => {
    const { world } = fleet.simulator
    world.faults.replace([])
    world.changeSettings({ accessTokenSeconds: healthySettings.accessTokenSeconds })
    await everywhere(customers)
    world.log.clear()
  })

  const ask = (process: number, path: string, by = webview) => by.get(`${fleet.origins[process]}${path}`)
  const customers = (process: number) => ask(process, '/api/customers')
  const signatures = (process: number) =>
    ask(process, `/api/jssdk/signatures?url=${encodeURIComponent(`${fleet.url}/`)}`)
  const everywhere = (request: (process: number) => Promise<Response>, times = 1) =>
    tally(SIZE * times, i => request(i % SIZE))
  const fault = (endpoint: string, fault: object) =>
    fleet.simulator.world.faults.add([{ path: `/cgi-bin/${endpoint}`, ...fault }])

  it('from a revoked token, although WeCom fails three times to give a new one', async () => {
    fault('gettoken', { status: 500, times: 3 })
    fleet.simulator.world.credentials.revoke('access_token')
    await eventually(async () => expect(await everywhere(customers, 5)).toEqual({ 200: SIZE * 5 }), HEALED_MS)
  })

  it('from a revoked token, although the process that renews it is killed', async () => {
    fault('gettoken', { delayMs: 2_000, times: 1 })
    fleet.simulator.world.credentials.revoke('access_token')
    const lost = customers(0).catch(() => undefined)
    await eventually(() => expect(fleet.simulator.world.faults.list()).toEqual([])) // the call has arrived
    await fleet.app(0).stop('SIGKILL')
    await lost
    await eventually(async () => expect(await tally(30, i => customers(1 + i % 3))).toEqual({ 200: 30 }), HEALED_MS)
    expect(fleet.calls('gettoken')).toBeLessThanOrEqual(2)
    await fleet.restart(0)
  })

  it.each([1_500, 2_600])(
    'from a cold start with one call for each credential, although WeCom takes %i ms',
    async (delayMs) => {
      await fleet.makeCold()
      for (const endpoint of CREDENTIALS) fault(endpoint, { delayMs })
      await eventually(async () => expect(await everywhere(signatures, 5)).toEqual({ 200: SIZE * 5 }), 30_000)
      expect([...fleet.storeOutages(), ...CREDENTIALS.map(fleet.calls)]).toEqual([1, 1, 1])
    },
  )

  it('with one call for each renewal, with the same value and with a new one', async () => {
    fleet.simulator.world.changeSettings({ accessTokenSeconds: 20 })
    fleet.simulator.world.credentials.revoke('access_token')
    const issued = () => fleet.simulator.world.credentials.all().filter(({ kind }) => kind === 'access_token').length
    const before = issued()
    await eventually(async () => {
      expect(await everywhere(customers)).toEqual({ 200: SIZE })
      await sleep(200)
      expect(issued()).toBe(before + 2)
    }, 50_000)
    // The first call; one renewal in each last quarter of the remaining time, which returns the same value; the new
    // value.
    expect(fleet.calls('gettoken')).toBeGreaterThanOrEqual(3)
    expect(fleet.calls('gettoken')).toBeLessThanOrEqual(7)
  })

  it('or works without its Redis: members sign in, and see the last good profile while WeCom throttles', async () => {
    await receiveCallbacks(fleet.simulator, fleet.origins[0]!)
    await fleet.redis.kill()
    onTestFinished(() => fleet.redis.restart())
    const member = await signIn(fleet)
    const profile = () => ask(0, `/api/customers/${withUnionId.externalUserId}`, member)
    expect((await profile()).status).toBe(200)
    // Another process does not know this session.
    expect((await ask(1, '/api/session', member)).status).toBe(503)

    fault('externalcontact/get', { errcode: 45009 })
    // Tells the process that its profile is outdated.
    await changeRemark(fleet.simulator, withUnionId.externalUserId, '改过的备注')
    const answer = await profile()
    expect([answer.status, await answer.json()]).toMatchObject([
      200,
      { name: withUnionId.name, asOf: expect.any(String) },
    ])
  })
})
