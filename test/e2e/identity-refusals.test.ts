import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { manyFollowers, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../simulator/scenarios/default/wechat-apps.ts'
import { postAsClient } from './support/mini-program-client.ts'
import { signInToMiniProgram } from './support/mini-program.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { askAsSystem } from './support/system.ts'

const key = { id: 'reader', secret: 'CANARY-secret-of-a-reader-7Qm2vX9rT4kZ', scopes: ['identities:read'] }
const shop = wechatApps.find(app => app.kind === 'miniProgram')!
const { externalUserId } = withUnionId

let stack: Stack
beforeAll(async () => {
  const apps = wechatApps.map(({ appId, secret, kind, name }) => ({ appId, secret, kind, name }))
  stack = await startStack({ NUXT_WECHAT_APPS: JSON.stringify(apps), NUXT_API_KEYS: JSON.stringify([key]) })
})
afterAll(() => stack.close())

const post = (path: string, body: unknown) => postAsClient(stack.directUrl, path, body)
async function control(method: string, path: string, body: unknown) {
  const answer = await fetch(`${stack.simulator.url}/simulator/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.ok).toBe(true)
  return await answer.json() as Record<string, string>
}
/** All links so far. */
const feed = async () =>
  (await askAsSystem(stack.directUrl, key, 'GET', '/api/identities/changes?limit=1000')).body.changes as unknown[]

async function signInFailing(errcode: number) {
  const { code } = await control('POST', 'codes', { kind: 'miniProgram', externalUserId, appId: shop.appId })
  await control('PUT', 'faults', [{ path: '/sns/jscode2session', errcode, times: 1 }])
  const answer = await post('/api/mini-program/session', { appId: shop.appId, code })
  await control('PUT', 'faults', [])
  return answer
}

describe('a sign-in that WeChat refuses', () => {
  it.each([
    [40029, 400, 'mini_program_code_invalid'], [40163, 400, 'mini_program_code_used'], [45011, 503, 'wechat_busy'],
    [40226, 403, 'mini_program_user_blocked'], [99999, 502, 'wechat_refused'],
  ])('errcode %i is %i %s, and nothing is linked', async (errcode, status, code) => {
    const before = await feed()
    const answer = await signInFailing(errcode)
    expect(answer).toMatchObject({ status, body: { code } })
    expect(answer.headers.get('retry-after')).toBe(errcode === 45011 ? '60' : null)
    expect(await feed()).toEqual(before)
  })
})

describe('user data', () => {
  let session: string
  let before: unknown[]
  const make = (change: Record<string, unknown> = {}) =>
    control('POST', 'user-data', { appId: shop.appId, externalUserId: manyFollowers.externalUserId, ...change })
  const send = (data: Record<string, string>) => post('/api/mini-program/user-info', { session, ...data })
  beforeEach(async () => {
    ({ session } = await signInToMiniProgram(stack, shop.appId, manyFollowers.externalUserId))
    before = await feed()
  })

  // The difference to the future is larger, so that it stays too large on a slow machine.
  it.each([-301, 360])('of another time (%i s) is stale, and nothing is linked', async (seconds) => {
    const timestamp = Math.floor(Date.now() / 1_000) + seconds
    expect(await send(await make({ timestamp }))).toMatchObject({ status: 400, body: { code: 'user_data_stale' } })
    expect(await feed()).toEqual(before)
  })

  it('for another app is refused, and nothing is linked', async () => {
    const elsewhere = wechatApps.find(app => app !== shop)!.appId
    expect(await send(await make({ watermarkAppId: elsewhere }))).toMatchObject({
      status: 400,
      body: { code: 'user_data_refused' },
    })
    expect(await feed()).toEqual(before)
  })

  it('with one changed bit, anywhere, is refused, and nothing is linked', async () => {
    const good = await make()
    const flipped = (base64: string, at: number) => {
      const bytes = Buffer.from(base64, 'base64')
      bytes[at]! ^= 1
      return bytes.toString('base64')
    }
    const length = Buffer.from(good.encryptedData!, 'base64').length
    const forged: Record<string, string>[] = [
      ...Array.from({ length: Math.floor(length / 16) }, (_, block) => ({
        encryptedData: flipped(good.encryptedData!, block * 16 + (block % 16)),
      })),
      ...[0, 7, 15].map(at => ({ iv: flipped(good.iv!, at) })),
      { signature: good.signature!.replace(/^./, first => (first === '0' ? '1' : '0')) },
      { rawData: good.rawData!.replace('"gender":', '"gender": ') },
    ]
    for (const change of forged) {
      expect(await send({ ...good, ...change }), JSON.stringify(change)).toMatchObject({
        status: 400,
        body: { code: 'user_data_refused' },
      })
    }
    expect(await feed()).toEqual(before)
    expect(await send(good)).toMatchObject({ status: 200, body: { linked: true } })
  })
})

describe('an app with a set-up that WeChat refuses', () => {
  it('is asked for only once, for any number of requests', async () => {
    const before = await feed()
    const calls = () => stack.simulator.world.log.counts()['/sns/jscode2session']
    expect(await signInFailing(40125)).toMatchObject({ status: 502, body: { code: 'wechat_config' } })
    const asked = calls()
    for (let i = 0; i < 3; i++) {
      expect(await post('/api/mini-program/session', { appId: shop.appId, code: `other${i}` })).toMatchObject({
        status: 502,
        body: { code: 'wechat_config' },
      })
    }
    expect(calls()).toBe(asked)
    expect(await feed()).toEqual(before)
  })
})
