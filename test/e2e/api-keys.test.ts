import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { API_SCOPES } from '../../shared/api-scopes.ts'
import type { ApiScope } from '../../shared/api-scopes.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { startFleet } from './support/fleet.ts'
import type { Fleet } from './support/fleet.ts'
import { signRequest } from './support/signed-request.ts'

/** One key for each scope. Its id is the scope. */
const keys = API_SCOPES.map(scope => ({
  id: scope.replace(':', '-'),
  secret: `CANARY-secret-of-a-key-for-${scope}-7Qm2vX9rT4kZ`,
  scopes: [scope],
}))
const keyOf = (scope: ApiScope) => keys.find(key => key.scopes.includes(scope))!
const account = { kind: 'openId', scope: 'wx0000000000000001', id: 'o1' }

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
  ['GET', '/api/identities/u1/export', 'identities:export'],
  ['DELETE', '/api/identities/u1', 'identities:erase'],
]

describeWithRedis('systems with an API key, two servers', () => {
  let fleet: Fleet
  beforeAll(async () => {
    fleet = await startFleet(2, () => ({ NUXT_API_KEYS: JSON.stringify(keys) }))
  }, 60_000)
  afterAll(() => fleet.close())

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
    const sign = (at?: number) =>
      signRequest(keyOf('identities:read'), 'POST', '/api/identities/lookup', { unionIds: ['u1'] }, at)

    it('are accepted once, by any server', async () => {
      const [first, second] = fleet.origins as [string, string]
      const send = sign()
      expect((await send(first)).status).toBe(200)
      for (const origin of [first, second]) {
        expect(await send(origin)).toMatchObject({ status: 401, body: { code: 'api_key_refused' } })
      }
    })

    it('are refused when their time is five minutes in the past or in the future', async () => {
      // The difference is larger, so that it stays too large on a slow machine.
      for (const seconds of [-301, 360]) {
        expect(await sign(Date.now() + seconds * 1_000)(fleet.origins[0]!)).toMatchObject({
          status: 401,
          body: { code: 'api_key_refused' },
        })
      }
      for (const seconds of [-240, 290]) {
        expect((await sign(Date.now() + seconds * 1_000)(fleet.origins[0]!)).status).toBe(200)
      }
    })
  })
})
