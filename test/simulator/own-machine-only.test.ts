import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultScenario } from '../../simulator/scenarios/default.ts'
import { startSimulator } from '../../simulator/start.ts'
import type { Simulator } from '../../simulator/start.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({
    port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:9', scenario: defaultScenario,
  })
})
afterAll(() => simulator.close())

/** fetch would not send a foreign Host. */
function statusOf(url: string, method: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { method, headers }, response => resolve(response.resume().statusCode!)).on('error', reject).end()
  })
}

describe('the simulator', () => {
  const reset = (headers: Record<string, string>) => statusOf(`${simulator.url}/simulator/reset`, 'POST', headers)

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '192.168.1.2'])(
    'does not answer under the name %s',
    async (name) => {
      const host = `${name}:${new URL(simulator.url).port}`
      expect(await statusOf(`${simulator.url}/simulator/app`, 'GET', { host })).toBe(403)
      expect(await statusOf(simulator.proxyUrl, 'GET', { host })).toBe(403)
    },
  )

  it('changes nothing for a foreign page', async () => {
    simulator.world.changeSettings({ latencyMs: 1 })
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example']) {
      expect(await reset({ origin }), origin).toBe(403)
      expect(await statusOf(`${simulator.proxyUrl}/__wecom/invoke`, 'POST', { origin }), origin).toBe(403)
    }
    expect(simulator.world.settings.latencyMs).toBe(1)
  })

  it('answers programs and pages of this machine', async () => {
    const { port } = new URL(simulator.url)
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      expect(await statusOf(`${simulator.url}/simulator/app`, 'GET', { host }), host).toBe(200)
    }
    const owners: Record<string, string>[] = [{}, { origin: simulator.url }]
    for (const headers of owners) {
      simulator.world.changeSettings({ latencyMs: 1 })
      expect(await reset(headers)).toBe(204)
      expect(simulator.world.settings.latencyMs).toBe(0)
    }
  })
})
