import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApiErrorBody } from '../../shared/errors.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import type { TimelinePage } from '../../shared/types/timeline.ts'
import { tally } from '../support/crowd.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { eventually } from '../support/eventually.ts'
import { callbackEnv, signedCallback } from './support/callback.ts'
import { startFleet } from './support/fleet.ts'
import type { Fleet } from './support/fleet.ts'
import { FLOOD_LIMITS } from './support/flood-limits.ts'
import { createWebview, signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const SIZE = 4
/** A fleet recovers within five seconds; the rest is a reserve for a loaded machine. No pause of 30 s fits in. */
const HEALED_MS = 20_000

describeWithRedis('a fleet of four', () => {
  let fleet: Fleet
  let webview: Webview
  beforeAll(async () => {
    fleet = await startFleet(SIZE, () => ({ ...FLOOD_LIMITS, ...callbackEnv }))
    webview = await signIn(fleet)
  })
  afterAll(() => fleet.close())
  beforeEach(() => {
    const { world } = fleet.simulator
    world.faults.replace([])
    world.changeSettings({ latencyMs: 0 })
    world.log.clear()
  })

  const ask = (process: number, path: string, by = webview, init?: RequestInit) =>
    by.get(`${fleet.origins[process]}${path}`, init)
  const signatures = (process: number, i = 0) =>
    ask(process, `/api/jssdk/signatures?url=${encodeURIComponent(`${fleet.url}/?i=${i}`)}`)
  const everywhere = (count: number, request: (process: number, i: number) => Promise<Response>) =>
    tally(count * SIZE, i => request(i % SIZE, Math.floor(i / SIZE)), 40)
  const post = (process: number, path: string, body?: unknown, by = webview) => ask(process, path, by, {
    method: 'POST', headers: { 'origin': fleet.url, 'content-type': 'application/json' }, body: JSON.stringify(body),
  })
  const codeOf = async (response: Response) => (await response.json() as ApiErrorBody).code
  const fetches = () => ['gettoken', 'get_jsapi_ticket', 'ticket/get'].map(fleet.calls)

  it('fetches each credential once for a thousand requests without credentials', async () => {
    await fleet.makeCold()
    fleet.simulator.world.changeSettings({ latencyMs: 80 })
    expect(await everywhere(250, signatures)).toEqual({ 200: 1_000 })
    expect(fetches()).toEqual([1, 1, 1])
  })

  it('renews a revoked token once when a thousand requests meet it', async () => {
    await everywhere(1, process => ask(process, '/api/customers'))
    fleet.simulator.world.log.clear()
    fleet.simulator.world.credentials.revoke('access_token')
    expect(await everywhere(250, process => ask(process, '/api/customers'))).toEqual({ 200: 1_000 })
    expect(fleet.calls('gettoken')).toBe(1)
  })

  it('keeps its credentials when every process ends', async () => {
    await everywhere(1, signatures)
    fleet.simulator.world.log.clear()
    for (let process = 0; process < SIZE; process++) await fleet.restart(process)
    expect(await everywhere(1, signatures)).toEqual({ 200: SIZE })
    expect(fetches()).toEqual([0, 0, 0])
  })

  it('fetches a credential in another process when the fetching process dies', async () => {
    await fleet.makeCold()
    fleet.simulator.world.faults.replace([{ path: '/cgi-bin/gettoken', delayMs: 2_000, times: 1 }])
    const lost = signatures(0).catch(() => undefined)
    await eventually(() => expect(fleet.simulator.world.faults.list()).toEqual([])) // the call has arrived
    await fleet.app(0).stop('SIGKILL')
    await lost
    // A request that has waited for the dead process until its time limit is told to try again.
    await eventually(async () => expect(await tally(60, i => signatures(1 + i % 3, i))).toEqual({ 200: 60 }), HEALED_MS)
    expect(fleet.calls('gettoken')).toBeLessThanOrEqual(2)
    await fleet.restart(0)
  })

  it('ends a session on all processes when one of them signs out', async () => {
    const other = await signIn(fleet, { userId: 'linxiaotong' })
    const copies = fleet.origins.map(() => createWebview(fleet, other.cookies))
    expect(await everywhere(1, process => ask(process, '/api/session', copies[process]))).toEqual({ 200: SIZE })
    expect((await post(2, '/auth/logout', undefined, other)).status).toBe(204)
    expect(await everywhere(1, process => ask(process, '/api/session', copies[process]))).toEqual({ 401: SIZE })
  })

  it('lets an event that WeCom sends ten times to all processes have one effect', async () => {
    const { externalUserId } = withUnionId
    const at = Math.floor(Date.now() / 1_000)
    const sent = signedCallback(fleet.simulator.appCredentials.corpId, '<xml><Event>change_external_contact</Event>'
      + `<ChangeType>del_follow_user</ChangeType><ExternalUserID>${externalUserId}</ExternalUserID>`
      + `<UserID>chenzhiyuan</UserID><CreateTime>${at}</CreateTime></xml>`)
    expect(await everywhere(10, process => sent.post(fleet.origins[process]!))).toEqual({ 200: 10 * SIZE })
    const told = { who: 'chenzhiyuan', source: 'wecom', at: new Date(at * 1_000).toISOString() }
    for (const process of fleet.origins.keys()) {
      await eventually(async () => {
        const answer = await ask(process, `/api/customers/${externalUserId}/timeline`)
        const { entries } = await answer.json() as TimelinePage
        expect(entries.filter(({ action }) => action === 'deleted_by_customer')).toMatchObject([told])
      })
    }
  })

  it('takes reports of refused signatures from members only, and fetches at most one ticket a minute', async () => {
    await everywhere(1, signatures)
    fleet.simulator.world.log.clear()
    fleet.simulator.world.credentials.revoke('agent_ticket')
    const anonymous = createWebview(fleet)
    expect(
      await everywhere(25, process => post(process, '/api/jssdk/refusals', { ticket: 'agent' }, anonymous)),
    ).toEqual({ 401: 100 })
    expect(await everywhere(1, signatures)).toEqual({ 200: SIZE })
    expect(fetches()).toEqual([0, 0, 0])
    for (let round = 0; round < 2; round++) {
      expect(await everywhere(60, process => post(process, '/api/jssdk/refusals', { ticket: 'agent' }))).toEqual({
        204: 240,
      })
      expect(await everywhere(1, signatures)).toEqual({ 200: SIZE })
    }
    expect(fetches()).toEqual([0, 0, 1])
  })

  describe('with a failing WeCom', () => {
    it('repeats calls to a busy WeCom, and the member sees no error', async () => {
      fleet.simulator.world.faults.replace([
        { path: '/cgi-bin/externalcontact/batch/get_by_user', errcode: -1, times: 2 },
      ])
      expect((await ask(0, '/api/customers')).status).toBe(200)
      expect(fleet.calls('externalcontact/batch/get_by_user')).toBe(3)
    })

    it('adds at most a tenth to the load when every call fails', async () => {
      fleet.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/batch/get_by_user', status: 500 }])
      expect(await tally(400, () => ask(1, '/api/customers'))).toEqual({ 502: 400 })
      expect(fleet.calls('externalcontact/batch/get_by_user')).toBeLessThanOrEqual(440)
    })

    it('stops calling a throttled API', async () => {
      await fleet.restart(3)
      fleet.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/batch/get_by_user', errcode: 45009 }])
      const first = await ask(3, '/api/customers')
      expect([first.status, first.headers.get('retry-after'), await codeOf(first)]).toEqual([503, '60', 'wecom_busy'])
      expect(await tally(500, () => ask(3, '/api/customers'))).toEqual({ 503: 500 })
      expect(fleet.calls('externalcontact/batch/get_by_user')).toBe(1)
    })

    it('calls WeCom once with a wrong secret, for any number of requests', async () => {
      await fleet.makeCold()
      fleet.simulator.world.faults.replace([{ path: '/cgi-bin/gettoken', errcode: 40001 }])
      expect(await everywhere(250, process => ask(process, '/api/customers'))).toEqual({ 502: 1_000 })
      expect(await codeOf(await ask(0, '/api/customers'))).toBe('wecom_config')
      expect(fleet.calls('gettoken')).toBe(1)
      await fleet.makeCold()
    })
  })

  describe('without its Redis', () => {
    it('serves the sessions it knows, refuses others, and uses Redis again without a burst of calls', async () => {
      const unknown = createWebview(fleet, [['wecom_session', 'a'.repeat(64)]])
      const late = await signIn(fleet)
      expect(await everywhere(1, process => ask(process, '/api/customers'))).toEqual({ 200: SIZE })
      expect(await everywhere(1, process => ask(process, '/readyz'))).toEqual({ 200: SIZE })
      fleet.simulator.world.log.clear()

      const load = (async () => {
        const counts: Record<number, number> = {}
        for (let round = 0; round < 10; round++) {
          const answers = await everywhere(10, process => ask(process, '/api/customers'))
          for (const [status, count] of Object.entries(answers)) {
            counts[Number(status)] = (counts[Number(status)] ?? 0) + count
          }
          if (round === 2) await fleet.redis.kill()
          if (round === 5) fleet.simulator.world.credentials.revoke('access_token')
          await sleep(20)
        }
        return counts
      })()
      expect(await load).toEqual({ 200: 400 })
      expect(fleet.calls('gettoken')).toBeLessThanOrEqual(SIZE)

      // Only the first process has seen `late`.
      for (const stranger of [unknown, late]) {
        const refused = await ask(1, '/api/customers', stranger)
        expect([refused.status, await codeOf(refused)]).toEqual([503, 'store_unavailable'])
      }
      expect((await post(1, '/auth/logout')).status).toBe(503)
      const ready = await ask(2, '/readyz')
      expect([ready.status, await ready.json()]).toMatchObject([
        200,
        { checks: { store: 'degraded', credentials: 'ok' } },
      ])
      expect((await ask(2, '/healthz')).status).toBe(200)

      await fleet.redis.restart()
      fleet.simulator.world.log.clear()
      await eventually(async () =>
        expect(await everywhere(1, async process => await ask(process, '/api/session', unknown))).toEqual({
          401: SIZE,
        }),
      )
      // Redis has lost its sessions; inside WeCom the sign-in repeats itself silently.
      webview = await signIn(fleet)
      expect(await everywhere(25, signatures)).toEqual({ 200: 100 })
      expect(fleet.calls('gettoken')).toBeLessThanOrEqual(1)
    })
  })
})
