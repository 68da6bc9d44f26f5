import { createHash, randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manyFollowers, stranger, withoutUnionId, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../simulator/scenarios/default/wechat-apps.ts'
import { API_SCOPES } from '../../shared/api-scopes.ts'
import type { CustomerIdentities, Person } from '../../shared/types/identity.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { postAsClient } from './support/mini-program-client.ts'
import { assertNone, startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { storedTexts } from './support/stored-texts.ts'
import { askAsSystem } from './support/system.ts'
import type { SystemKey } from './support/system.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const row = {
  accountKind: v.picklist(['openId', 'externalUserId']),
  accountScope: v.string(),
  accountId: v.string(),
  openPlatform: v.string(),
  unionId: v.string(),
}
const time = v.pipe(v.number(), v.integer(), v.minValue(1))
const story = {
  subjectKind: v.picklist(['openId', 'externalUserId', 'unionId']),
  subjectScope: v.string(),
  subjectId: v.string(),
  corpId: v.string(),
  id: v.string(),
}
const entry = v.strictObject({
  ...story,
  at: time,
  kind: v.string(),
  action: v.string(),
  source: v.string(),
  who: v.nullable(v.string()),
  text: v.nullable(v.string()),
  details: v.string(),
  visibleTo: v.nullable(v.string()),
})
const note = v.strictObject({
  ...story,
  authorUserId: v.string(),
  visibility: v.picklist(['followers', 'me']),
  text: v.string(),
  createdAt: time,
  changedAt: time,
  pinnedAt: v.nullable(time),
})
const { id: _, ...stageOfPerson } = story
const stage = v.strictObject({ ...stageOfPerson, stageId: v.string(), setBy: v.string(), setAt: time })
const { stageId: _stage, ...fieldOfPerson } = stage.entries
const field = v.strictObject({ ...fieldOfPerson, fieldId: v.string(), value: v.string() })
const noteVersion = v.strictObject({ noteId: v.string(), version: time, text: v.string(), writtenAt: time })
/** The fields of an export; no others are allowed. */
const exported = v.strictObject({
  links: v.pipe(
    v.array(v.strictObject({ ...row, source: v.string(), firstSeenAt: time, lastSeenAt: time })),
    v.minLength(1),
  ),
  withdrawals: v.array(v.strictObject({ ...row, withdrawnBy: v.string(), withdrawnAt: time })),
  changes: v.array(
    v.strictObject({
      ...row,
      position: time,
      at: time,
      change: v.picklist(['linked', 'withdrawn', 'kept']),
      by: v.string(),
    }),
  ),
  timeline: v.pipe(v.array(entry), v.minLength(1)),
  notes: v.array(note),
  noteVersions: v.array(noteVersion),
  stages: v.array(stage),
  fields: v.array(field),
  reminders: v.tuple([]),
  callbackEvents: v.tuple([]),
})

const configured = wechatApps.map(({ appId, secret, kind, name }) => ({ appId, secret, kind, name }))
const shop = wechatApps.find(app => app.kind === 'miniProgram')!
const officialAccount = wechatApps.find(app => app.kind === 'officialAccount')!

const shopKey = { id: 'shop', secret: 'CANARY-secret-of-the-shop-7Qm2vX9rT4kZ', scopes: API_SCOPES }
const readerKey = { id: 'reader', secret: 'CANARY-secret-of-a-reader-7Qm2vX9rT4kZ', scopes: ['identities:read'] }

let stack: Stack
let webview: Webview
beforeAll(async () => {
  stack = await startStack({
    NUXT_WECHAT_APPS: JSON.stringify(configured),
    NUXT_API_KEYS: JSON.stringify([shopKey, readerKey]),
    NUXT_ADMIN_USER_IDS: 'linxiaotong',
  })
  webview = await signIn(stack)
})
afterAll(() => stack.close())

const askIdentities = (externalUserId: string, by = webview) => by.get(`/api/customers/${externalUserId}/identities`)
async function identitiesOf(externalUserId: string): Promise<CustomerIdentities> {
  const answer = await askIdentities(externalUserId)
  expect(answer.status).toBe(200)
  return await answer.json() as CustomerIdentities
}

const post = (path: string, body: unknown) => postAsClient(stack.directUrl, path, body)
async function askSimulator(path: string, body: unknown) {
  const answer = await fetch(`${stack.simulator.url}/simulator/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.ok).toBe(true)
  return await answer.json() as Record<string, string>
}
const codeOf = (externalUserId: string) =>
  askSimulator('codes', { kind: 'miniProgram', externalUserId, appId: shop.appId })
async function signInToShop(externalUserId: string) {
  const { code, openId } = await codeOf(externalUserId)
  return { openId, ...await post('/api/mini-program/session', { appId: shop.appId, code }) }
}

describe('GET /api/customers/:externalUserId/identities', () => {
  it('links a customer shown in the sidebar to its unionid, and names the source', async () => {
    expect((await webview.get(`/api/customers/${withUnionId.externalUserId}`)).status).toBe(200)
    const { unionId, accounts, conflicts } = await identitiesOf(withUnionId.externalUserId)
    expect(unionId).toBe(withUnionId.unionId)
    expect(accounts).toEqual([{
      kind: 'externalUserId', scope: stack.simulator.appCredentials.corpId, id: withUnionId.externalUserId,
      sources: [{ source: 'externalcontact/get', firstSeenAt: expect.any(String), lastSeenAt: expect.any(String) }],
    }])
    expect(conflicts).toEqual([])
  })

  it('has nothing for a customer without a unionid', async () => {
    expect(await identitiesOf(withoutUnionId.externalUserId)).toEqual({
      externalUserId: withoutUnionId.externalUserId,
      accounts: [],
      conflicts: [],
    })
  })

  it('gives the same answer for "not yours" and "does not exist"', async () => {
    const answers = await Promise.all([stranger.externalUserId, 'wmDoesNotExist'].map(id => askIdentities(id)))
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    const bodies = await Promise.all(answers.map(async answer => ({ ...await answer.json() as object, requestId: '' })))
    expect(bodies[0]).toEqual(bodies[1])
  })

  it('shows the mini program a customer has signed in to', async () => {
    const { openId, status, body } = await signInToShop(withUnionId.externalUserId)
    expect(status).toBe(200)
    expect(body).toEqual({ session: expect.stringMatching(/^[0-9a-f]{128}$/), expiresInSeconds: 43_200, linked: true })
    const { accounts } = await identitiesOf(withUnionId.externalUserId)
    expect(
      accounts.map(({ kind, id, appName, sources }) => ({
        kind,
        id,
        appName,
        sources: sources.map(({ source }) => source),
      })),
    ).toEqual([
      { kind: 'externalUserId', id: withUnionId.externalUserId, appName: undefined, sources: ['externalcontact/get'] },
      { kind: 'openId', id: openId, appName: shop.name, sources: ['jscode2session'] },
    ])
  })

  it('keeps the links over a restart', async () => {
    await stack.app().stop()
    await stack.restart()
    expect((await identitiesOf(withUnionId.externalUserId)).accounts).toHaveLength(2)
  })
})

describe('mini programs', () => {
  it('also link by user data, if its signature proves that it is from WeChat', async () => {
    const { openId, body: { session } } = await signInToShop(manyFollowers.externalUserId)
    const data = await askSimulator('user-data', { appId: shop.appId, externalUserId: manyFollowers.externalUserId })
    const { rawData, signature, encryptedData, iv } = data
    const good = { session, rawData, signature, encryptedData, iv }

    const flipped = Buffer.from(encryptedData!, 'base64')
    flipped[flipped.length - 20]! ^= 1
    const { body: { session: foreign } } = await signInToShop(withUnionId.externalUserId)
    const tricks: [Record<string, unknown>, number, string][] = [
      [{ rawData: `${rawData} ` }, 400, 'user_data_refused'],
      [{ signature: '0'.repeat(40) }, 400, 'user_data_refused'],
      [{ encryptedData: flipped.toString('base64') }, 400, 'user_data_refused'],
      [{ iv: randomBytes(16).toString('base64') }, 400, 'user_data_refused'],
      [{ session: foreign }, 400, 'user_data_refused'],
      [{ session: '0'.repeat(128) }, 401, 'mini_program_session_required'],
      [{ openId: 'oForged', unionId: 'uForged' }, 400, 'invalid_request'],
    ]
    for (const [trick, status, code] of tricks) {
      expect(await post('/api/mini-program/user-info', { ...good, ...trick })).toMatchObject({ status, body: { code } })
    }
    const sourcesOf = async () =>
      (await identitiesOf(manyFollowers.externalUserId)).accounts
        .find(({ id }) => id === openId)!
        .sources.map(({ source }) => source)
    expect(await sourcesOf()).toEqual(['jscode2session'])

    expect(await post('/api/mini-program/user-info', good)).toMatchObject({ status: 200, body: { linked: true } })
    expect(await sourcesOf()).toEqual(['jscode2session', 'user_data'])
  })

  it('receive the problem with a code, and nothing is linked', async () => {
    const used = await codeOf(withUnionId.externalUserId)
    const signIn = (code: unknown, appId = shop.appId) => post('/api/mini-program/session', { appId, code })
    expect((await signIn(used.code)).status).toBe(200)
    expect(await signIn(used.code)).toMatchObject({ status: 400, body: { code: 'mini_program_code_used' } })
    expect(await signIn('neverissued')).toMatchObject({ status: 400, body: { code: 'mini_program_code_invalid' } })
    for (const unknown of [officialAccount.appId, 'wx0000000000000000']) {
      expect(await signIn('x', unknown)).toMatchObject({ status: 400, body: { code: 'unknown_app' } })
    }
    expect(await signIn({ $ne: '' })).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  })
})

async function ask(method: string, path: string, content?: unknown, key: { id: string, secret: string } = shopKey) {
  const { status, body } = await askAsSystem(stack.directUrl, key, method, path, content)
  return { status, body: body as Record<string, unknown> & Person }
}

describe('the API for other systems', () => {
  const { unionId, externalUserId } = withUnionId
  const corpId = () => stack.simulator.appCredentials.corpId

  it('returns the accounts of a unionid, in WeCom and elsewhere', async () => {
    const { openId } = await signInToShop(externalUserId)
    const { status, body } = await ask('GET', `/api/identities/${unionId}`, undefined, readerKey)
    expect(status).toBe(200)
    expect(body.accounts.map(({ kind, scope, id, appName }) => ({ kind, scope, id, appName }))).toEqual([
      { kind: 'externalUserId', scope: corpId(), id: externalUserId, appName: undefined },
      { kind: 'openId', scope: shop.appId, id: openId, appName: shop.name },
    ])
    expect(await ask('GET', `/api/identities/${unionId}?openPlatform=other`)).toMatchObject({
      status: 404,
      body: { code: 'identity_not_found' },
    })
  })

  it('returns the followers of each customer from all pages of WeCom, or no list when WeCom has none', async () => {
    expect((await webview.get(`/api/customers/${manyFollowers.externalUserId}`)).status).toBe(200)
    const followersOf = async (id: string) =>
      (await ask('GET', `/api/identities/${id}`, undefined, readerKey)).body.accounts.find(
        ({ kind }) => kind === 'externalUserId',
      )!.followers
    const followers = await followersOf(manyFollowers.unionId!)
    expect(followers).toHaveLength(manyFollowers.follows.length)
    expect(manyFollowers.follows.length).toBeGreaterThan(500)
    expect(followers).toContainEqual({
      userId: manyFollowers.follows.at(-1)!.userId,
      since: expect.stringMatching(/^\d{4}-.*Z$/),
    })

    await ask('POST', '/api/identities', {
      links: [{ appId: officialAccount.appId, openId: 'oNoCustomer', unionId: 'uNoCustomer' }],
    })
    expect((await ask('GET', '/api/identities/uNoCustomer')).body.accounts[0]).not.toHaveProperty('followers')
  })

  it('finds many persons by any of their ids', async () => {
    const { openId } = await codeOf(externalUserId)
    const { body } = await ask(
      'POST',
      '/api/identities/lookup',
      {
        unionIds: ['nobody', unionId],
        externalUserIds: [externalUserId, 'wmNobody'],
        openIds: { [shop.appId]: [openId, 'oNobody'] },
      },
      readerKey,
    )
    const found = { person: expect.objectContaining({ unionId }) }
    expect(body).toEqual({
      unionIds: [null, found],
      externalUserIds: [found, null],
      openIds: { [shop.appId]: [found, null] },
    })
    const ids = (count: number) => Array.from({ length: count }, (_, i) => String(i).padStart(64, 'o'))
    expect(await ask('POST', '/api/identities/lookup', { unionIds: ids(1_001) })).toMatchObject({ status: 400 })
    const { status, body: most } = await ask(
      'POST',
      '/api/identities/lookup',
      { openIds: { [shop.appId]: ids(500) }, unionIds: ids(500) },
      readerKey,
    )
    expect(status).toBe(200)
    expect(most).toEqual({
      unionIds: ids(500).map(() => null),
      externalUserIds: [],
      openIds: { [shop.appId]: ids(500).map(() => null) },
    })
  })

  it('refuses a character that a database cannot store', async () => {
    const account = { kind: 'openId', scope: shop.appId, id: 'o1' }
    const refused = { status: 400, body: { code: 'invalid_request' } }
    expect(await ask('POST', '/api/identities/lookup', { unionIds: ['u1'], openPlatform: 'a\0' })).toMatchObject(
      refused,
    )
    for (const door of ['withdrawals', 'decisions']) {
      expect(
        await ask('POST', `/api/identities/${door}`, { account, unionId: 'u1', openPlatform: '\0' }),
      ).toMatchObject(refused)
    }
    expect(await ask('GET', '/api/identities/u1?openPlatform=%00')).toMatchObject(refused)
  })

  it('accepts links of back ends, shows a conflict with both sources, and applies an admin\'s decision', async () => {
    const link = { appId: officialAccount.appId, openId: 'oFromTheCloud', unionId }
    expect(await ask('POST', '/api/identities', { links: [link] })).toEqual({ status: 200, body: { recorded: 1 } })
    expect((await identitiesOf(externalUserId)).accounts.at(-1)).toMatchObject({
      id: 'oFromTheCloud',
      appName: officialAccount.name,
      sources: [{ source: 'api-key:shop' }],
    })

    expect((await ask('POST', '/api/identities', { links: [{ ...link, unionId: 'uSomebodyElse' }] })).status).toBe(200)
    const account = { kind: 'openId', scope: officialAccount.appId, id: 'oFromTheCloud' }
    const { accounts, conflicts } = await identitiesOf(externalUserId)
    expect(accounts.map(({ id }) => id)).not.toContain('oFromTheCloud')
    expect(conflicts).toEqual([
      {
        account: { ...account, appName: officialAccount.name, appKind: 'officialAccount' },
        claims: expect.arrayContaining([
          { openPlatform: 'main', unionId, sources: [expect.objectContaining({ source: 'api-key:shop' })] },
          {
            openPlatform: 'main',
            unionId: 'uSomebodyElse',
            sources: [expect.objectContaining({ source: 'api-key:shop' })],
          },
        ]),
      },
    ])

    const resolve = (by: Webview, origin = stack.url) =>
      by.get(`/api/customers/${externalUserId}/identities/resolution`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ account, openPlatform: 'main', unionId }),
      })
    expect((await resolve(await signIn(stack, { userId: 'wangsiqi' }))).status).toBe(404)
    expect((await resolve(webview, 'https://evil.example')).status).toBe(403)
    expect((await resolve(webview)).status).toBe(200)
    expect((await identitiesOf(externalUserId)).accounts.map(({ id }) => id)).toContain('oFromTheCloud')
    await expectPrinted(stack.app(), /"action":"resolve_identity"/)

    expect((await ask('POST', '/api/identities/withdrawals', { account, unionId })).status).toBe(204)
    expect((await identitiesOf(externalUserId)).accounts.map(({ id }) => id)).not.toContain('oFromTheCloud')
    await expectPrinted(stack.app(), /"action":"withdraw_identity","actor":"api-key:shop","subject":"[0-9a-f]{16}"/)
  })

  it('lets an admin in the sidebar, or a system, correct a wrong decision', async () => {
    const account = { kind: 'openId', scope: officialAccount.appId, id: 'oMistaken' }
    await ask('POST', '/api/identities', {
      links: [unionId!, 'uMistaken'].map(one => ({ appId: officialAccount.appId, openId: account.id, unionId: one })),
    })
    const decide = (one: string, key: SystemKey = shopKey) =>
      ask('POST', '/api/identities/decisions', { account, unionId: one }, key)
    const resolve = (one: string) =>
      webview.get(`/api/customers/${externalUserId}/identities/resolution`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'origin': stack.url },
        body: JSON.stringify({ account, openPlatform: 'main', unionId: one }),
      })
    const found = async () => (await identitiesOf(externalUserId)).accounts.find(({ id }) => id === account.id)

    expect((await decide('uMistaken')).status).toBe(204)
    expect(await found()).toBeUndefined()
    // No member opens that person in WeCom, so only a system can correct it.
    expect((await decide(unionId!)).status).toBe(204)
    expect(await found()).toMatchObject({
      decision: { by: 'api-key:shop', claims: [{ unionId }, { unionId: 'uMistaken' }] },
    })
    expect((await resolve('uMistaken')).status).toBe(200)
    expect(await found()).toBeUndefined()
    expect((await decide(unionId!)).status).toBe(204)
    expect(await decide('uNeverSaid')).toMatchObject({ status: 409, body: { code: 'edit_conflict' } })
    expect(await decide(unionId!, readerKey)).toMatchObject({ status: 403, body: { code: 'scope_missing' } })
    await expectPrinted(stack.app(), /"action":"keep_identity","actor":"api-key:shop","subject":"[0-9a-f]{16}"/)

    // Erasing the person who had the account by mistake does not remove it from its owner.
    expect((await ask('DELETE', '/api/identities/uMistaken')).status).toBe(200)
    expect(await found()).toMatchObject({ id: account.id })
  })

  it('lists changes page by page, and never those of an erased person', async () => {
    const changes = (query: string, key = readerKey) => ask('GET', `/api/identities/changes${query}`, undefined, key)
    const follow = async (from = '') => {
      const all: Record<string, unknown>[] = []
      for (let cursor = from, more = true; more;) {
        const { status, body } = await changes(`?limit=2${cursor && `&cursor=${cursor}`}`)
        expect(status).toBe(200)
        all.push(...body.changes as Record<string, unknown>[])
        cursor = body.cursor as string
        more = body.more as boolean
        if (!more) return { all, cursor }
      }
      return { all, cursor: '' }
    }
    const { all, cursor } = await follow()
    const account = {
      kind: 'openId',
      scope: officialAccount.appId,
      id: 'oFromTheCloud',
      appName: officialAccount.name,
      appKind: 'officialAccount',
    }
    expect(
      all
        .filter(({ account }) => (account as { id: string }).id === 'oFromTheCloud')
        .map(({ at: _, ...change }) => change),
    ).toEqual([
      { change: 'linked', openPlatform: 'main', account, unionId, by: 'api-key:shop' },
      { change: 'linked', openPlatform: 'main', account, unionId: 'uSomebodyElse', by: 'api-key:shop' },
      { change: 'withdrawn', openPlatform: 'main', account, unionId: 'uSomebodyElse', by: 'linxiaotong' },
      { change: 'kept', openPlatform: 'main', account, unionId, by: 'linxiaotong' },
      { change: 'withdrawn', openPlatform: 'main', account, unionId, by: 'api-key:shop' },
    ])
    expect(await changes(`?cursor=${cursor}`)).toEqual({ status: 200, body: { changes: [], cursor, more: false } })

    await ask('POST', '/api/identities', {
      links: [{ appId: officialAccount.appId, openId: 'oGone', unionId: 'uGone' }],
    })
    await ask('DELETE', '/api/identities/uGone')
    const hash = (id: string) => createHash('sha256').update(id).digest('hex')
    expect((await follow(cursor)).all.map(({ at: _, ...change }) => change)).toEqual([
      {
        change: 'erased',
        openPlatform: 'main',
        account: { kind: 'openId', scope: officialAccount.appId, idSha256: hash('oGone') },
        unionIdSha256: hash('uGone'),
      },
    ])
    for (const bad of ['?limit=0', '?limit=1001', '?cursor=!', '?cursor=LTE', '?limit=1&limit=2']) {
      expect(await changes(bad)).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    }
  })

  it('refuses a missing key, a wrong secret, a missing scope and an unknown app', async () => {
    expect(
      await ask('GET', `/api/identities/${unionId}`, undefined, { id: 'shop', secret: readerKey.secret }),
    ).toMatchObject({ status: 401, body: { code: 'api_key_refused' } })
    expect(await ask('DELETE', `/api/identities/${unionId}`, undefined, readerKey)).toMatchObject({
      status: 403,
      body: { code: 'scope_missing' },
    })
    expect(
      await ask('POST', '/api/identities', { links: [{ appId: 'wxUnknown', openId: 'o', unionId: 'u' }] }),
    ).toMatchObject({ status: 400, body: { code: 'unknown_app' } })
    expect((await webview.get(`/api/identities/${unionId}`)).status).toBe(401)
  })

  it('exports and erases a person from every store', async () => {
    const { body: { session }, openId } = await signInToShop(externalUserId)
    const { body: data } = await ask('GET', `/api/identities/${unionId}/export`)
    expect(v.parse(exported, data).links.map(({ accountId }) => accountId)).toContain(openId)
    await expectPrinted(stack.app(), /"action":"export_identity","actor":"api-key:shop","subject":"[0-9a-f]{16}"/)
    expect(await ask('DELETE', `/api/identities/${unionId}`)).toMatchObject({
      status: 200,
      body: { erasedAccounts: 4 },
    })
    expect((await ask('GET', `/api/identities/${unionId}`)).status).toBe(404)
    const userData = await askSimulator('user-data', { appId: shop.appId, externalUserId })
    expect(await post('/api/mini-program/user-info', { session, ...userData })).toMatchObject({ status: 401 })
    const stored = storedTexts(stack.dataDir)
    assertNone([unionId!, openId!, externalUserId, 'oFromTheCloud', 'oMistaken'], stored, 'left behind')
  })

  it('prints and stores no secret in clear text', () => {
    const keys = [...stack.simulator.world.sessionKeys.values(), shop.secret, shopKey.secret, readerKey.secret]
    expect(keys.length).toBeGreaterThan(2)
    assertNone(keys, [stack.app().output()], 'printed by the server')
    assertNone(keys, storedTexts(stack.dataDir), 'stored in clear')
  })
})
