import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { signingString, signingString1, VERSION_1_ENDS } from '../../../server/auth/request-signature.ts'
import type { SignedRequest } from '../../../server/auth/request-signature.ts'
import { createRequestVerifier, requireScope } from '../../../server/auth/signed-requests.ts'
import type { ApiKey, RequestVerifier } from '../../../server/auth/signed-requests.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { coded } from '../../support/coded.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const DEPLOYMENT = 'ww5e1a0c7b39d24f68:1000002'
const secrets = { shop: 'CANARY-secret-of-the-shop-7Qm2vX9rT4kZ', crm: 'CANARY-secret-of-the-crm-7Qm2vX9rT4kZ' }
const NEXT_SECRET = 'CANARY-next-secret-of-the-shop-7Qm2vX9rT4kZ'
const shop: ApiKey = { id: 'shop', secrets: [NEXT_SECRET, secrets.shop], scopes: ['identities:read'], limit: 3 }
const crm: ApiKey = { id: 'crm', secrets: [secrets.crm], scopes: ['identities:erase'], limit: 600 }
const NOON = 1_763_640_000_000
const MINUTE = 60_000

let now: number
let outdated: string[]
let verifier: RequestVerifier
beforeEach(async () => {
  outdated = []
  now = NOON - 10 * MINUTE
  verifier = createVerifier()
  await verifier.begin()
  now = NOON
})

function createVerifier(store: KeyValueStore = createMemoryStore(() => now)) {
  return createRequestVerifier({
    keys: [shop, crm],
    deployment: DEPLOYMENT,
    vault: createPlainVault(store),
    now: () => now,
    onVersion1: keyId => outdated.push(keyId),
  })
}

let nonces = 0
function signed(changes: Partial<SignedRequest> & { at?: number, version?: 1 | 2, secret?: string } = {}) {
  const { at = now, version = 2, secret, ...others } = changes
  const request = {
    keyId: 'crm',
    timestamp: String(version === 1 ? Math.floor(at / 1_000) : at),
    nonce: `nonce-0123456789-${nonces++}`,
    method: 'POST',
    path: '/api/identities/lookup?a=1',
    body: '{"unionIds":["u1"]}',
  }
  const text = version === 1 ? signingString1(request) : signingString(DEPLOYMENT, request)
  const signature = createHmac('sha256', secret ?? secrets.crm).update(text).digest('hex')
  return { ...request, signature, ...others }
}
const ofShop = { keyId: 'shop', secret: secrets.shop }
const read = async (request: SignedRequest) => (await verifier.verify(request)).id
const refused = coded('api_key_refused')

describe('signed requests', () => {
  it('are accepted as requests of their key, with each of its secrets', async () => {
    expect(await read(signed())).toBe('crm')
    expect(await read(signed(ofShop))).toBe('shop')
    expect(await read(signed({ ...ofShop, secret: NEXT_SECRET }))).toBe('shop')
    await expect(read(signed({ secret: secrets.shop }))).rejects.toEqual(refused)
  })

  it('are accepted once, as long as their time is recent', async () => {
    const request = signed({ at: NOON + 5 * MINUTE })
    await read(request)
    for (const pass of [0, 299_000, 301_000, 600_000]) {
      now = NOON + pass
      await expect(read(request)).rejects.toEqual(refused)
    }
  })

  it('are counted as used in one memory for both versions and for each key', async () => {
    const nonce = 'nonce-of-two-keys'
    const sign = (keyId: 'shop' | 'crm', version: 1 | 2) => {
      const request = { ...signed({ version }), nonce, keyId }
      const text = version === 1 ? signingString1(request) : signingString(DEPLOYMENT, request)
      return { ...request, signature: createHmac('sha256', secrets[keyId]).update(text).digest('hex') }
    }
    expect(await read(sign('shop', 2))).toBe('shop')
    expect(await read(sign('crm', 2))).toBe('crm')
    await expect(read(sign('crm', 1))).rejects.toEqual(refused)
  })

  it('may have a clock that is wrong by five minutes, not more', async () => {
    for (const after of [-5 * MINUTE, 5 * MINUTE]) expect(await read(signed({ at: NOON + after }))).toBe('crm')
    for (const after of [-5 * MINUTE - 1, 5 * MINUTE + 1, -86_400_000]) {
      await expect(read(signed({ at: NOON + after }))).rejects.toEqual(refused)
    }
  })

  it('are refused when any part differs from the signed one', async () => {
    const good = signed()
    const changes: Partial<SignedRequest>[] = [
      { method: 'GET' }, { path: '/api/identities/lookup?a=2' }, { path: '/api/identities/lookup' },
      { body: '{"unionIds":["u2"]}' }, { body: '' }, { timestamp: String(NOON + 1) },
      { timestamp: String(NOON / 1_000) }, { timestamp: undefined }, { timestamp: 'NaN' }, { timestamp: '1e9' },
      { nonce: 'nonce-0123456780' }, { nonce: undefined }, { nonce: 'short' },
      { keyId: 'shop' }, { keyId: 'nobody' }, { keyId: undefined }, { keyId: '' },
      { signature: undefined }, { signature: '' }, { signature: good.signature.toUpperCase() },
      { signature: '0'.repeat(64) },
    ]
    for (const change of changes) {
      await expect(read({ ...good, ...change }), JSON.stringify(change)).rejects.toEqual(refused)
    }
    expect(await read(good)).toBe('crm')
  })

  it('are refused with an invented signature', async () => {
    const hex = fc.stringMatching(/^[0-9a-f]{64}$/)
    await fc.assert(fc.asyncProperty(hex, fc.constantFrom('shop', 'crm', '', 'nobody'), async (signature, keyId) => {
      await expect(read(signed({ signature, keyId }))).rejects.toEqual(refused)
    }))
  })

  it('need the scope', async () => {
    const key = await verifier.verify(signed(ofShop))
    expect(() => requireScope(key, 'identities:erase')).toThrow(coded('scope_missing'))
    expect(requireScope(key, 'identities:read')).toBeUndefined()
  })

  it('fail while the store is away: otherwise a replay could pass', async () => {
    const store = { ...createMemoryStore(), useOnce: async () => {
      throw new AppError('store_unavailable')
    } }
    await expect(createVerifier(store).verify(signed())).rejects.toEqual(coded('store_unavailable'))
  })
})

describe('version 1 of the signature', () => {
  it('is accepted until its end, and reported once for each key', async () => {
    for (let i = 0; i < 3; i++) {
      expect(await read(signed({ version: 1 }))).toBe('crm')
      expect(await read(signed({ version: 1, ...ofShop }))).toBe('shop')
    }
    await read(signed())
    expect(outdated).toEqual(['crm', 'shop'])
  })

  it('is refused from its end on, with a code that only the owner of a secret sees', async () => {
    now = VERSION_1_ENDS - 1
    expect(await read(signed({ version: 1 }))).toBe('crm')
    now = VERSION_1_ENDS
    await expect(read(signed({ version: 1 }))).rejects.toEqual(coded('signature_outdated'))
    await expect(read({ ...signed({ version: 1 }), body: '' })).rejects.toEqual(refused)
    expect(await read(signed())).toBe('crm')
  })
})

describe('a store that has lost everything', () => {
  beforeEach(() => {
    verifier = createVerifier()
  })

  it('accepts no request that was signed before, and a new one at once', async () => {
    await expect(read(signed())).rejects.toMatchObject({ code: 'replay_possible', retryAfterSeconds: 1 })
    now += 1
    expect(await read(signed())).toBe('crm')
    await expect(read(signed({ at: NOON }))).rejects.toMatchObject({ code: 'replay_possible', retryAfterSeconds: 1 })
  })

  it('tells a client whose clock is late how long it has to wait', async () => {
    await verifier.begin()
    const late = () => signed({ at: now - 2 * MINUTE })
    await expect(read(late())).rejects.toMatchObject({ code: 'replay_possible', retryAfterSeconds: 121 })
    now += 2 * MINUTE + 1
    expect(await read(late())).toBe('crm')
  })

  it('tells it to owners of a secret only', async () => {
    await expect(read({ ...signed(), body: '' })).rejects.toEqual(refused)
  })
})

describe('the limit of a key', () => {
  it('counts each minute, for this key alone', async () => {
    for (let i = 0; i < shop.limit; i++) expect(await read(signed(ofShop))).toBe('shop')
    now += 30_000
    await expect(read(signed(ofShop))).rejects.toMatchObject({ code: 'too_many_requests', retryAfterSeconds: 30 })
    expect(await read(signed())).toBe('crm')
    now += 30_000
    expect(await read(signed(ofShop))).toBe('shop')
  })

  it('counts no forged and no repeated request', async () => {
    const good = signed(ofShop)
    await read(good)
    for (let i = 0; i < 10; i++) {
      await expect(read(good)).rejects.toEqual(refused)
      await expect(read({ ...signed(ofShop), signature: '0'.repeat(64) })).rejects.toEqual(refused)
    }
    for (let i = 1; i < shop.limit; i++) expect(await read(signed(ofShop))).toBe('shop')
  })
})
