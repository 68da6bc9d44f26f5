import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFaultSwitches } from '../../simulator/faults/presets.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { startOwnStack } from './support/own-stack.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { openWecom, signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

describe('refusals of WeCom that members meet', () => {
  let stack: Stack
  let webview: Webview
  beforeAll(async () => {
    stack = await startStack()
    webview = await signIn(stack)
  })
  afterAll(() => stack.close())

  it('S7: one 45033 is hidden, and the next customer is shown at once', async () => {
    stack.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/get', errcode: 45033, times: 2 }])
    expect((await webview.get(`/api/customers/${withUnionId.externalUserId}`)).status).toBe(200)
    stack.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/get', errcode: 45033 }])
    const refused = await webview.get('/api/customers/wmSomebody')
    expect([refused.status, (await refused.json() as { code: string }).code]).toEqual([503, 'wecom_busy'])
    stack.simulator.world.faults.replace([])
    expect((await webview.get('/api/customers/wmSomebodyElse')).status).toBe(404)
  })
})

describe('S3: a first sign-in that the set-up refuses', () => {
  it.each([
    [60020, 'untrusted-ip', /add this server's outgoing IP/i],
    [40001, 'secret-reset', /Copy the Secret again/],
  ])('tells %i to the log in one line, to the sign-in page and to /readyz', async (errcode, fault, advice) => {
    const stack = await startOwnStack()
    createFaultSwitches(stack.simulator.world).set(fault, true)
    const webview = openWecom(stack)
    const { response, visited } = await webview.open('/')
    expect([response.status, new URL(visited.at(-1)!).pathname]).toEqual([502, '/auth/callback'])
    const page = await response.text()
    expect(page).toContain(`errcode ${errcode}`)
    expect(page).toContain(`https://open.work.weixin.qq.com/devtool/query?e=${errcode}`)
    // The page is for everyone, advice is not.
    expect(page).not.toMatch(advice)

    const linesOf = () => stack.app().output().split('\n').filter(line => line.includes(String(errcode)))
    await expect.poll(linesOf).toHaveLength(1)
    const line = JSON.parse(linesOf()[0]!) as { level: number, msg: string, error: { message: string, fix: string } }
    expect(line).toMatchObject({ level: 50, msg: 'sign-in failed', code: 'wecom_config' })
    expect(line.error.message).toContain(`errcode ${errcode}`)
    expect(line.error.fix).toMatch(advice)
    if (errcode === 60020) expect(line.error.fix).toContain('WeCom sees this server as 127.0.0.1.')

    const ready = await fetch(`${stack.directUrl}/readyz`)
    expect([ready.status, await ready.json()]).toMatchObject([
      503, { status: 'not_ready', checks: { credentials: 'wecom_config' } },
    ])
    // Where no sign-in can arrive, because the load balancer waits for /readyz, the log has it too. Once.
    await fetch(`${stack.directUrl}/readyz`)
    await expect.poll(() => linesOf().map(text => (JSON.parse(text) as { msg: string }).msg))
      .toEqual(['sign-in failed', 'WeCom gives no credentials'])
  })
})

it('S14: no number of probes makes the server repeat a wrong secret; the corrected one is tried at once', async () => {
  const stack = await startStack({ NUXT_WECOM_AGENT_SECRET: 'a-secret-that-is-wrong-1234567890' })
  const probe = async () => {
    const answer = await fetch(`${stack.directUrl}/readyz`)
    return [answer.status, (await answer.json() as { checks: { credentials: string } }).checks.credentials]
  }
  const answers = await Promise.all(Array.from({ length: 200 }, probe))
  expect(answers.every(([status, credentials]) => status === 503 && credentials === 'wecom_config')).toBe(true)
  expect(stack.calls('gettoken')).toBe(1)
  await stack.restart()
  expect(await probe()).toEqual([503, 'wecom_config'])
  expect(stack.calls('gettoken')).toBe(1)
  await stack.restart({ NUXT_WECOM_AGENT_SECRET: stack.simulator.appCredentials.agentSecret })
  expect(await probe()).toEqual([200, 'ok'])
  await stack.close()
})
