import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DescribedPreset } from '../../../simulator/control/presets.ts'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import type { Scenario } from '../../../simulator/scenarios/scenario.ts'
import { startSimulator, type Simulator } from '../../../simulator/start.ts'
import { ME, callApi, zhangWei } from '../support.ts'

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:9', scenario: defaultScenario })
})
afterAll(() => simulator.close())
afterEach(() => simulator.world.reset())

async function call<T = unknown>(method: string, path: string, body?: unknown): Promise<{ status: number, json: T }> {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await fetch(`${simulator.url}/simulator/${path}`, { method, ...init })
  return { status: response.status, json: await response.json() as T }
}

interface State { version: number, scenario: Scenario, faults: object[] }

describe('state', () => {
  it('is saved with every change and loaded again', async () => {
    const remark = () =>
      (
        callApi(simulator.world, '/cgi-bin/externalcontact/get', { external_userid: zhangWei }).body.follow_user as {
          remark: string
        }[]
      )[0]?.remark
    callApi(
      simulator.world,
      '/cgi-bin/externalcontact/remark',
      {},
      { userid: ME, external_userid: zhangWei, remark: '存档里的备注' },
    )
    await call('PUT', 'settings', { latencyMs: 3 })
    await call('PUT', 'faults', [{ bridge: 'late' }])
    const { json: saved } = await call<State>('GET', 'state')
    simulator.world.reset()
    expect(remark()).toBe('张伟（滨江全屋）')
    expect((await call('PUT', 'state', saved)).json).toEqual({ version: 1, scenario: 'default' })
    expect(remark()).toBe('存档里的备注')
    expect((await call<State>('GET', 'state')).json).toEqual(saved)
    simulator.world.reset()
    expect(remark()).toBe('张伟（滨江全屋）')
  })
  it('holds no token and no ticket', async () => {
    const token = simulator.world.credentials.issue('access_token', 1000002, 7200).value
    expect(JSON.stringify((await call('GET', 'state')).json)).not.toContain(token)
  })
  it.each([
    {},
    { version: 2 },
    { version: 1, scenario: {}, faults: [] },
    { version: 1, scenario: { ...defaultScenario, members: [] }, faults: [] },
    { version: 1, scenario: { ...defaultScenario, settings: { latencyMs: -1 } }, faults: [] },
    { version: 1, scenario: defaultScenario, faults: [{}] },
  ])('refuses what is none (%#)', async (body) => {
    expect((await call('PUT', 'state', body)).status).toBe(400)
    expect(simulator.world.settings.latencyMs).toBe(0)
  })
})

describe('named faults', () => {
  const on = (presets: DescribedPreset[]) => presets.filter(preset => preset.on).map(({ name }) => name)
  it('are switched by name', async () => {
    expect(on((await call<DescribedPreset[]>('GET', 'fault-presets')).json)).toEqual([])
    expect(on((await call<DescribedPreset[]>('PUT', 'fault-presets/bridge-late')).json)).toEqual(['bridge-late'])
    expect(simulator.world.faults.bridgeFault()).toMatchObject({ bridge: 'late' })
    expect(on((await call<DescribedPreset[]>('PUT', 'fault-presets/bridge-late', { on: false })).json)).toEqual([])
    await call('PUT', 'fault-presets/slow', { on: true })
    expect(on((await call<DescribedPreset[]>('DELETE', 'fault-presets/slow')).json)).toEqual([])
  })
  it('must exist', async () => {
    expect((await call('PUT', 'fault-presets/none')).status).toBe(404)
    expect((await call('PUT', 'fault-presets/slow', { on: 1 })).status).toBe(400)
  })
})
