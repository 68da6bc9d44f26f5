import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createRequestVerifier, requireScope, signingString } from '../../../server/auth/signed-requests.ts'
import type { ApiKey, SignedRequest } from '../../../server/auth/signed-requests.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { coded } from '../../support/coded.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const shop: ApiKey = { id: 'shop', secret: 'CANARY-secret-of-the-shop-7Qm2vX9rT4kZ', scopes: ['identities:read'] }
const crm: ApiKey = { id: 'crm', secret: 'CANARY-secret-of-the-crm-7Qm2vX9rT4kZ', scopes: ['identities:erase'] }
const NOON = 1_763_640_000_000

let now: number
let verify: ReturnType<typeof createRequestVerifier>
beforeEach(() => {
  now = NOON
  const vault = createPlainVault(createMemoryStore(() => now))
  verify = createRequestVerifier({ keys: [shop, crm], vault, now: () => now })
})

/** @returns the timestamp so many seconds after noon */
const seconds = (after: number) => String(NOON / 1_000 + after)
const refused = coded('api_key_refused')

function signed(changes: Partial<SignedRequest> = {}, key = shop): SignedRequest {
  const request = {
    keyId: key.id,
    timestamp: seconds(0),
    nonce: 'nonce-0123456789',
    method: 'POST',
    path: '/api/identities/lookup?a=1',
    body: '{"unionIds":["u1"]}',
    ...changes,
  }
  return { signature: createHmac('sha256', key.secret).update(signingString(request)).digest('hex'), ...request }
}
const read = async (request: SignedRequest) => (await verify(request)).id

describe('signed requests', () => {
  it('are signed as the document says', () => {
    expect(signingString(signed()).split('\n')).toEqual([
      'wecom-sidebar-1',
      'POST',
      '/api/identities/lookup?a=1',
      '1763640000',
      'nonce-0123456789',
      '08ff6605ba9437621e8b84a863671b82aa3fb93b60db2eff4d64eef6629306b6',
    ])
  })

  it('are accepted as requests of their key', async () => {
    expect(await read(signed())).toBe('shop')
    expect(await read(signed({}, crm))).toBe('crm')
  })

  it('are accepted once, as long as their time is recent', async () => {
    await read(signed({ timestamp: seconds(300) }))
    for (const pass of [0, 299_000, 301_000, 600_000]) {
      now = NOON + pass
      await expect(read(signed({ timestamp: seconds(300) }))).rejects.toEqual(refused)
    }
  })

  it('may have a clock that is wrong by five minutes, not more', async () => {
    for (const [i, after] of [-300, 300].entries()) {
      expect(await read(signed({ timestamp: seconds(after), nonce: `nonce-within-0000${i}` }))).toBe('shop')
    }
    for (const after of [-301, 301, -86_400]) {
      await expect(read(signed({ timestamp: seconds(after), nonce: 'nonce-without-000' }))).rejects.toEqual(refused)
    }
  })

  it('are refused when any part differs from the signed one', async () => {
    const good = signed()
    const changes: Partial<SignedRequest>[] = [
      { method: 'GET' }, { path: '/api/identities/lookup?a=2' }, { path: '/api/identities/lookup' },
      { body: '{"unionIds":["u2"]}' }, { body: '' }, { timestamp: seconds(1) },
      { nonce: 'nonce-0123456780' }, { keyId: 'crm' }, { keyId: 'nobody' }, { keyId: undefined }, { keyId: '' },
      { signature: undefined }, { signature: '' }, { signature: good.signature!.toUpperCase() },
      { signature: '0'.repeat(64) }, { timestamp: undefined }, { timestamp: 'NaN' }, { timestamp: '1e9' },
      { nonce: undefined }, { nonce: 'short' },
    ]
    for (const change of changes) {
      await expect(read({ ...good, ...change }), JSON.stringify(change)).rejects.toEqual(refused)
    }
    expect(await read(good)).toBe('shop')
  })

  it('are refused when the time or the nonce has another form, although it is signed', async () => {
    for (const change of [{ timestamp: `${seconds(0)}.0` }, { nonce: 'short' }, { nonce: 'n'.repeat(65) }]) {
      await expect(read(signed(change)), JSON.stringify(change)).rejects.toEqual(refused)
    }
  })

  it('are refused with an invented signature', async () => {
    const hex = fc.stringMatching(/^[0-9a-f]{64}$/)
    await fc.assert(fc.asyncProperty(hex, fc.constantFrom('shop', 'crm', '', 'nobody'), async (signature, keyId) => {
      await expect(read(signed({ signature, keyId }))).rejects.toEqual(refused)
    }))
  })

  it('need the scope', async () => {
    const key = await verify(signed())
    expect(() => requireScope(key, 'identities:erase')).toThrow(coded('scope_missing'))
    expect(requireScope(key, 'identities:read')).toBeUndefined()
  })

  it('fail while the store is away: otherwise a replay could pass', async () => {
    const away = { ...createMemoryStore(), acquire: async () => {
      throw new AppError('store_unavailable')
    } }
    const cautious = createRequestVerifier({ keys: [shop], vault: createPlainVault(away), now: () => now })
    await expect(cautious(signed())).rejects.toEqual(coded('store_unavailable'))
  })
})
