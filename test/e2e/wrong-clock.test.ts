import { expect, it, onTestFinished } from 'vitest'
import type { JssdkSignatures } from '../../shared/types/jssdk.ts'
import { startWrongClock } from '../support/wrong-clock.ts'
import { startOwnStack } from './support/own-stack.ts'
import { signIn } from './support/webview.ts'

const MINUTE = 60_000

const title = 'a clock that is wrong by %i ms affects no signature and no token'
it.each([15 * MINUTE, -15 * MINUTE])(title, async (offsetMs) => {
  const wecom = await startWrongClock(offsetMs)
  onTestFinished(() => wecom.close())
  const stack = await startOwnStack({ NUXT_WECOM_API_BASE: wecom.url })
  wecom.standBefore(stack.simulator.url)
  const webview = await signIn(stack)
  const signed = (await (
    await webview.get(`/api/jssdk/signatures?url=${encodeURIComponent(`${stack.url}/`)}`)
  ).json()) as JssdkSignatures
  for (const { timestamp } of [signed.config, signed.agentConfig]) {
    const off = timestamp * 1_000 - Date.now()
    expect(Math.abs(off - offsetMs)).toBeLessThan(MINUTE)
  }
  expect((await webview.get('/api/customers')).status).toBe(200)
  expect(stack.calls('gettoken')).toBe(1)
})
