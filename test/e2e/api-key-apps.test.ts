import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../simulator/scenarios/default/wechat-apps.ts'
import { API_SCOPES } from '../../shared/api-scopes.ts'
import type { Person } from '../../shared/types/identity.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { askAsSystem } from './support/system.ts'
import { signIn } from './support/webview.ts'

const shop = wechatApps.find(app => app.kind === 'miniProgram')!
const account = wechatApps.find(app => app.kind === 'officialAccount')!
const { externalUserId } = withUnionId
const unionId = withUnionId.unionId!
const key = (id: string, apps?: string[]) => ({
  id,
  secret: `CANARY-secret-of-the-key-${id}-7Qm2vX9rT4kZ`,
  scopes: API_SCOPES.filter(scope => !apps || scope !== 'identities:erase'),
  apps,
})
const all = key('all')
const ofShop = key('of-shop', [shop.appId])
const ofWecom = key('of-wecom', ['externalUserId'])
type Key = typeof all

let stack: Stack
beforeAll(async () => {
  const apps = wechatApps.map(({ appId, secret, kind, name }) => ({ appId, secret, kind, name }))
  stack = await startStack({
    NUXT_WECHAT_APPS: JSON.stringify(apps),
    NUXT_API_KEYS: JSON.stringify([all, ofShop, ofWecom]),
  })
  const webview = await signIn(stack)
  expect((await webview.get(`/api/customers/${externalUserId}`)).status).toBe(200)
  expect((await webview.get(`/api/customers/${externalUserId}/identities`)).status).toBe(200)
  expect(await link(all, { [shop.appId]: 'oShop', [account.appId]: 'oAccount' })).toMatchObject({ status: 200 })
  await ask(all, 'POST', '/api/identities', {
    links: [{ appId: account.appId, openId: 'oOnlyAccount', unionId: 'uOnlyAccount' }],
  })
})
afterAll(() => stack.close())

const ask = (by: Key, method: string, path: string, content?: unknown) =>
  askAsSystem(stack.directUrl, by, method, path, content)
/** Links users, by app id, to the customer. */
const link = (by: Key, users: Record<string, string>) => ask(by, 'POST', '/api/identities', {
  links: Object.entries(users).map(([appId, openId]) => ({ appId, openId, unionId })),
})
const forbidden = { status: 403, body: { code: 'app_not_allowed' } }
const idsOf = (body: unknown) => (body as Person).accounts.map(({ id }) => id)

describe('a key with apps', () => {
  it('sees of a person the accounts of these apps', async () => {
    const person = async (by: Key) => (await ask(by, 'GET', `/api/identities/${unionId}`)).body
    expect(idsOf(await person(all)).toSorted()).toEqual(['oAccount', 'oShop', externalUserId])
    expect(idsOf(await person(ofShop))).toEqual(['oShop'])
    expect(JSON.stringify(await person(ofShop))).not.toContain('followers')
    expect(idsOf(await person(ofWecom))).toEqual([externalUserId])
  })

  it('does not know a person without such an account', async () => {
    const unknown = await ask(ofShop, 'GET', '/api/identities/uUnknown')
    const hidden = await ask(ofShop, 'GET', '/api/identities/uOnlyAccount')
    expect(hidden).toMatchObject({ status: 404, body: { code: 'identity_not_found' } })
    const { requestId: _, ...body } = hidden.body
    expect(unknown.body).toMatchObject(body)
    expect((await ask(all, 'GET', '/api/identities/uOnlyAccount')).status).toBe(200)
  })

  it('looks up unionids and accounts of these apps, and no others', async () => {
    const lookUp = (by: Key, ids: unknown) => ask(by, 'POST', '/api/identities/lookup', ids)
    const unionIds = [unionId, 'uOnlyAccount']
    const { status, body } = await lookUp(ofShop, { unionIds, openIds: { [shop.appId]: ['oShop', 'oNobody'] } })
    expect(status).toBe(200)
    const [found, hidden] = body.unionIds as [{ person: Person }, null]
    expect([idsOf(found.person), hidden]).toEqual([['oShop'], null])
    expect(body.openIds).toEqual({ [shop.appId]: [found, null] })
    expect(await lookUp(ofShop, { externalUserIds: [externalUserId] })).toMatchObject(forbidden)
    expect(await lookUp(ofShop, { openIds: { [account.appId]: [] } })).toMatchObject(forbidden)
    expect(await lookUp(ofWecom, { openIds: { [shop.appId]: ['oShop'] } })).toMatchObject(forbidden)
    expect((await lookUp(ofWecom, { externalUserIds: [externalUserId] })).status).toBe(200)
  })

  it('links accounts of these apps, all of a request or none', async () => {
    const people = async () => idsOf((await ask(all, 'GET', `/api/identities/${unionId}`)).body)
    const before = await people()
    expect(await link(ofShop, { [shop.appId]: 'oMore', [account.appId]: 'oForeign' })).toMatchObject(forbidden)
    const users = { appId: account.appId, openIds: ['oForeign'] }
    expect(await ask(ofShop, 'POST', '/api/official-account/users', users)).toMatchObject(forbidden)
    expect(await people()).toEqual(before)
    expect((await link(ofShop, { [shop.appId]: 'oMore' })).status).toBe(200)
    expect(await people()).toEqual([...before, 'oMore'])
  })

  it('decides about accounts of these apps', async () => {
    for (const door of ['decisions', 'withdrawals']) {
      const decide = (scope: string, id: string) =>
        ask(ofShop, 'POST', `/api/identities/${door}`, { account: { kind: 'openId', scope, id }, unionId })
      expect(await decide(account.appId, 'oAccount')).toMatchObject(forbidden)
      expect((await decide(shop.appId, 'oMore')).status).toBe(204)
    }
  })

  it('converts ids of WeCom only when WeCom is among them', async () => {
    const convert = (by: Key) => ask(by, 'POST', '/api/payments/open-id', { externalUserId })
    expect(await convert(ofShop)).toMatchObject(forbidden)
    expect((await convert(ofWecom)).status).toBe(200)
  })

  it('exports the rows of these apps', async () => {
    const scopes = async (by: Key) => {
      const { body } = await ask(by, 'GET', `/api/identities/${unionId}/export`)
      const rows = Object.values(body).flat() as { accountScope: string }[]
      return new Set(rows.map(({ accountScope }) => accountScope))
    }
    const { corpId } = stack.simulator.appCredentials
    expect(await scopes(all)).toEqual(new Set([corpId, shop.appId, account.appId]))
    expect(await scopes(ofShop)).toEqual(new Set([shop.appId]))
    expect(await scopes(ofWecom)).toEqual(new Set([corpId]))
  })

  it('follows the changes of these apps, also erasures, page by page', async () => {
    await ask(all, 'POST', '/api/identities', {
      links: [shop, account].map(({ appId }) => ({ appId, openId: 'oGone', unionId: 'uGone' })),
    })
    expect((await ask(all, 'DELETE', '/api/identities/uGone')).status).toBe(200)
    const follow = async (by: Key) => {
      const found: { change: string, account: { scope: string } }[] = []
      for (let cursor = '', more = true; more;) {
        const { body } = await ask(by, 'GET', `/api/identities/changes?limit=2${cursor && `&cursor=${cursor}`}`)
        found.push(...body.changes as typeof found)
        cursor = body.cursor as string
        more = body.more as boolean
      }
      return found
    }
    const visible = (await follow(all)).filter(({ account: { scope } }) => scope === shop.appId)
    expect(visible.map(({ change }) => change)).toEqual(expect.arrayContaining(['linked', 'withdrawn', 'erased']))
    expect(await follow(ofShop)).toEqual(visible)
  })
})

describe('every read by a key is on record', () => {
  const record = (keyId: string, action: string) => `"action":"${action}","actor":"api-key:${keyId}"`
  const reads: [action: string, method: string, path: string, content?: unknown][] = [
    ['read_identity', 'GET', `/api/identities/${unionId}`],
    ['look_up_identities', 'POST', '/api/identities/lookup', { externalUserIds: [externalUserId, 'wmNobody'] }],
    ['export_identity', 'GET', `/api/identities/${unionId}/export`],
  ]

  it.each(reads)('%s, with the pseudonym of the person', async (action, method, path, content) => {
    expect((await ask(ofWecom, method, path, content)).status).toBe(200)
    await expectPrinted(stack.app(), new RegExp(`${record('of-wecom', action)},"subject":"[0-9a-f]{16}"`))
  })

  it('read_identity_changes, with their number', async () => {
    const { body } = await ask(ofShop, 'GET', '/api/identities/changes')
    const { length } = body.changes as unknown[]
    expect(length).toBeGreaterThan(0)
    await expectPrinted(stack.app(), new RegExp(`${record('of-shop', 'read_identity_changes')}.*"changes":${length}`))
    for (const id of [unionId, externalUserId, createHash('sha256').update(unionId).digest('hex')]) {
      expect(stack.app().output()).not.toContain(id)
    }
  })
})
