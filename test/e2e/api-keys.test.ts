import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { API_SCOPES } from '../../shared/api-scopes.ts'
import type { ApiScope } from '../../shared/api-scopes.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { startFleet } from './support/fleet.ts'
import type { Fleet } from './support/fleet.ts'
import { signRequest } from './support/signed-request.ts'
import { DEPLOYMENT } from './support/system.ts'

/** One key for each scope. Its id is the scope. */
const keys = API_SCOPES.map(scope => ({
  id: scope.replace(':', '-'),
  secret: `CANARY-secret-of-a-key-for-${scope}-7Qm2vX9rT4kZ`,
  scopes: [scope],
}))
const keyOf = (scope: ApiScope) => keys.find(key => key.scopes.includes(scope))!
const account = { kind: 'openId', scope: 'wx0000000000000001', id: 'o1' }
const old = { id: 'rotating', secret: 'CANARY-old-secret-of-a-key-7Qm2vX9rT4kZ' }
const rotating = { id: 'rotating', secret: 'CANARY-new-secret-of-a-key-7Qm2vX9rT4kZ' }
const rare = { id: 'rare', secret: 'CANARY-secret-of-a-rare-key-7Qm2vX9rT4kZ' }
const LIMIT = 5
const configured = [
  ...keys,
  { id: rotating.id, secrets: [rotating.secret, old.secret], scopes: ['identities:read'] },
  { ...rare, scopes: ['identities:read'], limit: LIMIT },
]

const DOORS: [method: string, path: string, scope: ApiScope, body?: unknown][] = [
  ['GET', '/api/identities/u1', 'identities:read'],
  ['POST', '/api/identities/lookup', 'identities:read', { unionIds: ['u1'] }],
  ['GET', '/api/identities/changes?limit=5', 'identities:read'],
  [
    'POST',
    '/api/identities',
    'identities:link',
    { links: [{ appId: 'wx0000000000000001', openId: 'o1', unionId: 'u1' }] },
  ],
  ['POST', '/api/official-account/users', 'identities:link', { appId: 'wx0000000000000001', openIds: ['o1'] }],
  ['POST', '/api/identities/decisions', 'identities:decide', { account, unionId: 'u1' }],
  ['POST', '/api/identities/withdrawals', 'identities:decide', { account, unionId: 'u1' }],
  ['POST', '/api/payments/open-id', 'payments:open-id', { externalUserId: 'wm1' }],
  [
    'POST',
    '/api/timeline',
    'timeline:write',
    { events: [{ id: 'order-1', at: '2026-11-20T12:00:00Z', text: 'paid', unionId: 'u1' }] },
  ],
  ['POST', '/api/customer-data', 'customer-data:write', { customers: [{ unionId: 'u1', stage: 'won' }] }],
  ['POST', '/api/customer-data/lookup', 'customer-data:read', { unionIds: ['u1'] }],
  ['GET', '/api/identities/u1/export', 'identities:export'],
  ['DELETE', '/api/identities/u1', 'identities:erase'],
]

describeWithRedis('systems with an API key, two servers', () => {
  let fleet: Fleet
  let admin: Redis
  beforeAll(async () => {
    fleet = await startFleet(2, () => ({ NUXT_API_KEYS: JSON.stringify(configured) }))
    admin = new Redis(fleet.redis.url)
    await rememberSinceLong()
  }, 60_000)
  afterAll(async () => {
    admin.disconnect()
    await fleet.close()
  })

  /** As if the servers had remembered requests for a long time. */
  const rememberSinceLong = () =>
    admin.zadd(`wecom-sidebar:${DEPLOYMENT}:api-requests`, Date.now() - 24 * 60 * 60_000, '')

  it.each(DOORS)(
    '%s %s is open to the scope %s alone, and the log names each key that was used',
    async (method, path, scope, body) => {
      const [origin] = fleet.origins as [string]
      for (const key of keys.filter(one => !one.scopes.includes(scope))) {
        const { status, body: refusal } = await signRequest(key, method, path, body)(origin)
        expect([status, refusal.code], key.id).toEqual([403, 'scope_missing'])
        await expectPrinted(
          fleet.app(0),
          new RegExp(`"requestId":"${String(refusal.requestId)}".*"apiKeyId":"${key.id}".*"msg":"request"`),
        )
      }
      const { status } = await signRequest(keyOf(scope), method, path, body)(origin)
      expect([401, 403, 500]).not.toContain(status)
    },
  )

  describe('signed requests', () => {
    const refused = { status: 401, body: { code: 'api_key_refused' } }
    const sign = (at?: number) =>
      signRequest(keyOf('identities:read'), 'POST', '/api/identities/lookup', { unionIds: ['u1'] }, { at })

    it('are accepted once, by any server', async () => {
      const [first, second] = fleet.origins as [string, string]
      const send = sign()
      expect((await send(first)).status).toBe(200)
      for (const origin of [first, second]) expect(await send(origin)).toMatchObject(refused)
    })

    it('are refused when their time is five minutes in the past or in the future', async () => {
      await rememberSinceLong()
      // The difference is larger, so that it stays too large on a slow machine.
      for (const seconds of [-301, 360]) {
        expect(await sign(Date.now() + seconds * 1_000)(fleet.origins[0]!)).toMatchObject(refused)
      }
      for (const seconds of [-240, 290]) {
        expect((await sign(Date.now() + seconds * 1_000)(fleet.origins[0]!)).status).toBe(200)
      }
    })

    it('are refused again after Redis has lost everything, by any server, while new ones are accepted', async () => {
      const [first, second] = fleet.origins as [string, string]
      const send = sign()
      expect((await send(first)).status).toBe(200)
      await admin.flushall()
      for (const origin of [second, first]) {
        expect(await send(origin)).toMatchObject({ status: 401, retryAfter: '1', body: { code: 'replay_possible' } })
      }
      for (const origin of [first, second]) expect((await sign(Date.now() + 1_000)(origin)).status).toBe(200)
    })

    it('are refused at another deployment', async () => {
      for (const deployment of ['ww0000000000000000:1000002', DEPLOYMENT.replace(/\d$/, '3')]) {
        const send = signRequest(rotating, 'GET', '/api/identities/changes', undefined, { deployment })
        expect(await send(fleet.origins[0]!)).toMatchObject(refused)
      }
    })

    it('are signed over the path as it was sent', async () => {
      const [origin] = fleet.origins as [string]
      const encoded = '/api/identities/%63hanges?limit=%35'
      const decoded = '/api/identities/changes?limit=5'
      for (const [path, signedPath, status] of [
        [encoded, encoded, 200], [encoded, decoded, 401], [decoded, encoded, 401], [decoded, decoded, 200],
      ] as const) {
        const answer = await signRequest(rotating, 'GET', path, undefined, { signedPath })(origin)
        expect(answer.status, `${path} signed as ${signedPath}`).toBe(status)
      }
    })

    it('are accepted with the old and the new secret of a key', async () => {
      for (const key of [old, rotating]) {
        expect((await signRequest(key, 'GET', '/api/identities/changes')(fleet.origins[0]!)).status).toBe(200)
      }
      const foreign = { id: rotating.id, secret: rare.secret }
      expect(await signRequest(foreign, 'GET', '/api/identities/changes')(fleet.origins[0]!)).toMatchObject(refused)
    })

    it('of version 1 are still accepted, and the log names the key once', async () => {
      await rememberSinceLong()
      const warning = /"apiKeyId":"rotating","endsAt":"2027-06-01T00:00:00.000Z"/g
      for (let i = 0; i < 2; i++) {
        const send = signRequest(rotating, 'GET', '/api/identities/changes', undefined, { version: 1 })
        expect((await send(fleet.origins[0]!)).status).toBe(200)
        expect(await send(fleet.origins[1]!)).toMatchObject(refused)
      }
      await expectPrinted(fleet.app(0), warning)
      expect(fleet.app(0).output().match(warning)).toHaveLength(1)
    })

    it('name their key in the log when they are refused, and nothing else that stands in its place', async () => {
      const [origin] = fleet.origins as [string]
      for (const id of ['rotating', 'nobody.of-us', rotating.secret, 'x y', '']) {
        const { body } = await signRequest({ id, secret: rare.secret }, 'GET', '/api/identities/changes')(origin)
        const claimed = ['rotating', 'nobody.of-us'].includes(id) ? `"claimedKeyId":"${id}",` : ''
        await expectPrinted(fleet.app(0), new RegExp(
          `"requestId":"${String(body.requestId)}","method":"GET","route":"/api/identities/changes","status":401,`
          + `"ms":\\d+,${claimed}"code":"api_key_refused","msg":"request"`,
        ))
      }
    })
  })

  it('each have a limit over all servers, which forged requests do not use up', async () => {
    const forger = { id: rare.id, secret: rotating.secret }
    const ask = (i: number, key = rare) =>
      signRequest(key, 'GET', '/api/identities/changes')(fleet.origins[i % 2]!)
    for (let i = 0; i < 2 * LIMIT; i++) expect((await ask(i, forger)).status).toBe(401)
    for (let i = 0; i < LIMIT; i++) expect((await ask(i)).status).toBe(200)
    for (const i of [0, 1]) {
      const { status, retryAfter, body } = await ask(i)
      expect([status, body.code]).toEqual([429, 'too_many_requests'])
      expect(Number(retryAfter)).toBeGreaterThan(0)
      expect(Number(retryAfter)).toBeLessThanOrEqual(60)
    }
    expect((await ask(0, rotating)).status).toBe(200)
  })
})
