import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { eventually } from '../support/eventually.ts'
import { startLoadBalancer } from '../support/load-balancer.ts'
import { startFleet } from './support/fleet.ts'
import { startOwnStack } from './support/own-stack.ts'
import { signIn } from './support/webview.ts'

/** Waits until the process says that it ends: it has received the signal. */
async function expectDraining(origin: string): Promise<void> {
  await expect.poll(async () => {
    const answer = await fetch(`${origin}/readyz`)
    return [answer.status, await answer.json()]
  }).toEqual([503, { status: 'not_ready', checks: { process: 'draining' } }])
}

const statusOf = (url: string) => fetch(url).then(({ status }) => status, () => 'refused')

/** A request with only its first half sent: the server waits for the rest. */
async function startRequest(url: string) {
  const body = '<xml></xml>'
  const outgoing = request(url, { method: 'POST', agent: false, headers: { 'content-length': body.length } })
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>
  answered.catch(() => {}) // the caller that awaits it gets the error
  await new Promise(resolve => outgoing.write(body.slice(0, 5), resolve))
  return { finish: () => outgoing.end(body.slice(5)), status: async () => (await answered)[0].statusCode }
}

describe('the end of a process', () => {
  it('is announced first; the process serves on, finishes open requests, and exits with 0', async () => {
    const stack = await startOwnStack({ NUXT_DRAIN_SECONDS: '6' })
    const webview = await signIn(stack)
    const began = performance.now()
    const ended = stack.app().stop('SIGTERM')
    await expectDraining(stack.directUrl)
    const served = await webview.get(`${stack.directUrl}/api/session`)
    expect([served.status, served.headers.get('connection')]).toEqual([200, 'close'])
    // The server waits four seconds for a body. So a busy machine has two seconds before the drain ends, and two after.
    await sleep(began + 4_000 - performance.now())
    const inFlight = await startRequest(`${stack.directUrl}/api/identities/lookup`)
    await eventually(async () => await statusOf(`${stack.directUrl}/healthz`) === 'refused')
    inFlight.finish()
    expect(await inFlight.status()).toBe(401) // the signature is checked after the body has arrived
    await ended
    expect(stack.app().exitCode()).toBe(0)
  })

  it('comes at once at the second signal', async () => {
    const stack = await startOwnStack({ NUXT_DRAIN_SECONDS: '60' })
    const first = stack.app().stop('SIGTERM')
    // Two signals at once could be one to the process.
    await expectDraining(stack.directUrl)
    await stack.app().stop('SIGTERM')
    await first
    expect(stack.app().exitCode()).toBe(1)
  })
})

describeWithRedis('a fleet behind a load balancer', () => {
  it('loses no request while its processes are replaced one by one', async () => {
    const fleet = await startFleet(2, () => ({ NUXT_DRAIN_SECONDS: '3' }))
    onTestFinished(() => fleet.close())
    const balancer = await startLoadBalancer(fleet.origins)
    onTestFinished(() => balancer.close())
    const webview = await signIn(fleet)
    const headers = { cookie: [...webview.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    const outcomes = new Map<string, number>()
    let loading = true
    onTestFinished(() => void (loading = false))
    const load = Promise.all(Array.from({ length: 10 }, async () => {
      while (loading) {
        const outcome = await fetch(`${balancer.url}/api/session`, { headers }).then(
          ({ status }) => String(status),
          () => 'lost',
        )
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
        await sleep(10)
      }
    }))
    for (let round = 0; round < 4; round++) {
      await fleet.restart(round % 2, 'SIGTERM')
      await balancer.settled()
    }
    loading = false
    await load
    expect([...outcomes.keys()]).toEqual(['200'])
  }, 150_000)
})
