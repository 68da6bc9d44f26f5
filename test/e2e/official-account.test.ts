import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manyFollowers, withoutUnionId, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../simulator/scenarios/default/wechat-apps.ts'
import { openIdOf } from '../../simulator/world/other-ids.ts'
import type { CustomerIdentities } from '../../shared/types/identity.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { assertNone, startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { storedTexts } from './support/stored-texts.ts'
import { askAsSystem } from './support/system.ts'
import { signIn } from './support/webview.ts'

const shop = wechatApps.find(app => app.kind === 'miniProgram')!
const account = wechatApps.find(app => app.kind === 'officialAccount')!
const key = {
  id: 'crm',
  secret: 'CANARY-secret-of-the-crm-7Qm2vX9rT4kZ',
  scopes: ['identities:link', 'identities:read'],
}
const readerKey = { id: 'reader', secret: 'CANARY-secret-of-a-reader-7Qm2vX9rT4kZ', scopes: ['identities:read'] }

let stack: Stack
beforeAll(async () => {
  const configured = wechatApps.map(({ appId, secret, kind, name }) => ({ appId, secret, kind, name }))
  stack = await startStack({
    NUXT_WECHAT_APPS: JSON.stringify(configured),
    NUXT_API_KEYS: JSON.stringify([key, readerKey]),
  })
})
afterAll(() => stack.close())

const link = (content: unknown, by = key) =>
  askAsSystem(stack.directUrl, by, 'POST', '/api/official-account/users', content)
const calls = (path: string) => stack.simulator.world.log.counts()[path] ?? 0
const openId = openIdOf(account.appId, withUnionId)
const notSubscribed = openIdOf(account.appId, withoutUnionId)

describe('POST /api/official-account/users', () => {
  it('links followers of the official account to the customers of WeCom', async () => {
    const openIds = [openId, notSubscribed, 'oInvented', openIdOf(account.appId, manyFollowers)]
    expect(await link({ appId: account.appId, openIds })).toMatchObject({ status: 200, body: { users: [
      { openId, result: 'linked' },
      { openId: notSubscribed, result: 'not_subscribed' },
      { openId: 'oInvented', result: 'unknown_open_id' },
      { openId: openIds[3], result: 'linked' },
    ] } })

    const webview = await signIn(stack)
    expect((await webview.get(`/api/customers/${withUnionId.externalUserId}`)).status).toBe(200)
    const identities = (await (
      await webview.get(`/api/customers/${withUnionId.externalUserId}/identities`)
    ).json()) as CustomerIdentities
    expect(identities.accounts).toContainEqual(
      expect.objectContaining({
        kind: 'openId',
        id: openId,
        appName: account.name,
        sources: [expect.objectContaining({ source: 'user/info' })],
      }),
    )
    await expectPrinted(
      stack.app(),
      /(?:"action":"link_identity","actor":"api-key:crm","subject":"[0-9a-f]{16}"[^]*){2}/,
    )
  })

  it('fetches a token once, and again after WeChat has ended it', async () => {
    const before = calls('/cgi-bin/stable_token')
    expect(before).toBe(1)
    const ask = () => link({ appId: account.appId, openIds: Array.from({ length: 100 }, () => openId) })
    expect((await ask()).status).toBe(200)
    expect(calls('/cgi-bin/stable_token')).toBe(before)
    // Another system of the company forces a new token, and the grace period of the old one is over.
    stack.simulator.world.wechatTokens.issue(account.appId, true, 7_200, true)
    stack.simulator.world.faults.replace([{ path: '/cgi-bin/user/info', errcode: 40001, times: 1 }])
    expect((await ask()).status).toBe(200)
    expect(calls('/cgi-bin/stable_token')).toBe(before + 1)
    expect(calls('/cgi-bin/token')).toBe(0)
  })

  it.each([
    ['a mini program', { appId: shop.appId, openIds: ['o1'] }, 400, 'unknown_app'],
    ['an unknown app', { appId: 'wx0000000000000000', openIds: ['o1'] }, 400, 'unknown_app'],
    [
      'a unionid of the caller\'s',
      { appId: account.appId, openIds: ['o1'], unionId: 'uForged' },
      400,
      'invalid_request',
    ],
    ['an empty list', { appId: account.appId, openIds: [] }, 400, 'invalid_request'],
    [
      'too many',
      { appId: account.appId, openIds: Array.from({ length: 101 }, (_, i) => `o${i}`) },
      400,
      'invalid_request',
    ],
  ])('refuses %s', async (_name, content, status, code) => {
    expect(await link(content)).toMatchObject({ status, body: { code } })
  })

  it('refuses a key that may only read', async () => {
    expect(await link({ appId: account.appId, openIds: [openId] }, readerKey)).toMatchObject({
      status: 403,
      body: { code: 'scope_missing' },
    })
  })

  it.each([
    [45009, 503, 'wechat_busy', '60'],
    [48001, 502, 'wechat_config', null],
    [99999, 502, 'wechat_refused', null],
  ])('errcode %i is %i %s', async (errcode, status, code, retryAfter) => {
    stack.simulator.world.faults.replace([{ path: '/cgi-bin/user/info', errcode, times: 1 }])
    const answer = await link({ appId: account.appId, openIds: [openId] })
    expect(answer).toMatchObject({ status, body: { code } })
    expect(answer.headers.get('retry-after')).toBe(retryAfter)
  })

  it('prints and stores neither secret nor token', () => {
    const secrets = [
      account.secret,
      key.secret,
      stack.simulator.world.wechatTokens.issue(account.appId, true, 7_200, false).value,
    ]
    assertNone(secrets, [stack.app().output()], 'printed by the server')
    assertNone(secrets, storedTexts(stack.dataDir), 'stored in clear')
  })
})
