import { expect, it, onTestFinished } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../simulator/scenarios/default/wechat-apps.ts'
import { startWrongClock } from '../support/wrong-clock.ts'
import { postAsClient } from './support/mini-program-client.ts'
import { signInToMiniProgram } from './support/mini-program.ts'
import { startOwnStack } from './support/own-stack.ts'

const { externalUserId } = withUnionId
const shop = wechatApps.find(app => app.kind === 'miniProgram')!
const configured = wechatApps.map(({ appId, secret, kind, name }) => ({ appId, secret, kind, name }))
const OFF_SECONDS = 20 * 60

it('S15: user data is as old as WeChat\'s clock says; S13: it needs no ids', async () => {
  const wechat = await startWrongClock(OFF_SECONDS * 1_000)
  onTestFinished(() => wechat.close())
  const stack = await startOwnStack({
    NUXT_WECHAT_API_BASE: wechat.url, NUXT_WECHAT_APPS: JSON.stringify(configured),
  })
  wechat.standBefore(stack.simulator.url)
  const { session } = await signInToMiniProgram(stack, shop.appId, externalUserId)
  async function send(change: object) {
    const answer = await fetch(`${stack.simulator.url}/simulator/user-data`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ appId: shop.appId, externalUserId, ...change }),
    })
    const data = await answer.json() as object
    return postAsClient(stack.directUrl, '/api/mini-program/user-info', { session, ...data })
  }
  const ourTime = Math.floor(Date.now() / 1_000)
  const timestamp = ourTime + OFF_SECONDS
  expect(await send({ timestamp })).toMatchObject({ status: 200, body: { linked: true } })
  expect(await send({ timestamp, withIds: false })).toMatchObject({ status: 200, body: { linked: false } })
  expect(await send({ timestamp: ourTime })).toMatchObject({ status: 400, body: { code: 'user_data_stale' } })
})
