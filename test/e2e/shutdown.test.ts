import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { startLoadBalancer } from '../support/load-balancer.ts'
import { startFleet } from './support/fleet.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'

describe('the end of a process', () => {
  let stack: Stack
  afterEach(() => stack.close())
  const readiness = async () => (await fetch(`${stack.directUrl}/readyz`)).status

  it('is announced first, serves on, finishes what is in flight, and is a clean one', async () => {
    stack = await startStack({ NUXT_DRAIN_SECONDS: '1' })
    const webview = await signIn(stack)
    stack.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/batch/get_by_user', delayMs: 1_800 }])
    const inFlight = webview.get(`${stack.directUrl}/api/customers`)
    await sleep(50)
    const ended = stack.app().stop('SIGTERM')
    await vi.waitFor(async () => expect(await readiness()).toBe(503))
    const served = await webview.get(`${stack.directUrl}/api/session`)
    expect([served.status, served.headers.get('connection')]).toEqual([200, 'close'])
    expect((await inFlight).status).toBe(200)
    await ended
    expect(stack.app().exitCode()).toBe(0)
  })

  it('comes at once with the second signal', async () => {
    stack = await startStack({ NUXT_DRAIN_SECONDS: '60' })
    const first = stack.app().stop('SIGTERM')
    await vi.waitFor(async () => expect(await readiness()).toBe(503))
    await stack.app().stop('SIGTERM')
    await first
    expect(stack.app().exitCode()).toBe(1)
  })
})

describeWithRedis('a fleet behind a load balancer', () => {
  it('loses no request while its processes are replaced one after the other', async () => {
    const fleet = await startFleet(2, () => ({ NUXT_DRAIN_SECONDS: '1' }))
    const balancer = await startLoadBalancer(fleet.origins)
    const webview = await signIn(fleet)
    const headers = { cookie: [...webview.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    const outcomes: Record<string, number> = {}
    let loading = true
    const load = Promise.all(Array.from({ length: 10 }, async () => {
      while (loading) {
        const outcome = await fetch(`${balancer.url}/api/session`, { headers }).then(({ status }) => String(status), () => 'lost')
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
        await sleep(10)
      }
    }))
    for (let round = 0; round < 4; round++) {
      await fleet.restart(round % 2, 'SIGTERM')
      await balancer.settled()
    }
    loading = false
    await load
    expect(Object.keys(outcomes)).toEqual(['200'])
    expect(outcomes['200']).toBeGreaterThan(500)
    await balancer.close()
    await fleet.close()
  }, 60_000)
})
