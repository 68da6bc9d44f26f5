import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
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
