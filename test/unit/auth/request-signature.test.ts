import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSignature, signingString, signingString1 } from '../../../server/auth/request-signature.ts'
import type { SignedParts } from '../../../server/auth/request-signature.ts'

const DEPLOYMENT = 'ww5e1a0c7b39d24f68:1000002'
const SECRET = 'CANARY-secret-of-the-shop-7Qm2vX9rT4kZ'
const parts = {
  method: 'POST',
  path: '/api/identities/lookup?a=1',
  timestamp: '1763640000000',
  nonce: 'nonce-0123456789',
  body: '{"unionIds":["u1"]}',
}
const sign = (text: string, secret = SECRET) => createHmac('sha256', secret).update(text).digest('hex')

/** Parts of a request as HTTP can carry them: no line break outside the body. */
const anyParts: fc.Arbitrary<SignedParts> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  path: fc.webUrl({ withQueryParameters: true }).map(url => new URL(url)).map(url => url.pathname + url.search),
  timestamp: fc.stringMatching(/^(?:\d{10}|\d{13})$/),
  nonce: fc.stringMatching(/^[\w-]{16,64}$/),
  body: fc.string(),
})
const anyDeployment = fc.stringMatching(/^ww[0-9a-f]{16}:[1-9]\d{0,9}$/)

describe('the text that is signed', () => {
  it('has seven lines, with the deployment', () => {
    expect(signingString(DEPLOYMENT, parts).split('\n')).toEqual([
      'wecom-sidebar-2',
      'ww5e1a0c7b39d24f68:1000002',
      'POST',
      '/api/identities/lookup?a=1',
      '1763640000000',
      'nonce-0123456789',
      '08ff6605ba9437621e8b84a863671b82aa3fb93b60db2eff4d64eef6629306b6',
    ])
  })

  it('has six lines without deployment in version 1', () => {
    expect(signingString1({ ...parts, timestamp: '1763640000' }).split('\n')).toEqual([
      'wecom-sidebar-1',
      'POST',
      '/api/identities/lookup?a=1',
      '1763640000',
      'nonce-0123456789',
      '08ff6605ba9437621e8b84a863671b82aa3fb93b60db2eff4d64eef6629306b6',
    ])
  })

  it('is another one for any other request', () => {
    fc.assert(fc.property(anyDeployment, anyParts, anyDeployment, anyParts, (deployment, one, elsewhere, other) => {
      const isSame = deployment === elsewhere && JSON.stringify(one) === JSON.stringify(other)
      expect(signingString(deployment, one) === signingString(elsewhere, other)).toBe(isSame)
    }))
  })
})

describe('a signature', () => {
  // Vectors of docs/identity.md, made with `openssl dgst -sha256 -hmac`.
  it.each([
    ['1763640000', '10dca5b4bcc0f9f974e7cd10956f2697f67d1dc7662d5c2b8df910f247a2d85d', 1],
    ['1763640000000', 'e635fb8744a3e16b81889ce5754bd2b73820ee48ac7b8324752dc10322f416e2', 2],
  ])('of the document is valid: %s', (timestamp, signature, version) => {
    const read = readSignature({ ...parts, timestamp, signature, keyId: 'shop' }, DEPLOYMENT)
    expect(read).toMatchObject({ version, signedAt: 1_763_640_000_000, nonce: parts.nonce })
    expect(read!.isMadeWith([SECRET])).toBe(true)
  })

  it('is valid with any secret of the key, and with no other', () => {
    const signature = sign(signingString(DEPLOYMENT, parts))
    const read = readSignature({ ...parts, signature, keyId: 'shop' }, DEPLOYMENT)!
    expect(read.isMadeWith([`${SECRET}1`, SECRET])).toBe(true)
    expect(read.isMadeWith([SECRET, `${SECRET}1`])).toBe(true)
    expect(read.isMadeWith([`${SECRET}1`])).toBe(false)
    expect(read.isMadeWith([])).toBe(false)
  })

  it('of one version is never valid as the other', () => {
    fc.assert(fc.property(anyDeployment, anyParts, anyParts, (deployment, signed, sent) => {
      const signatures = { 1: sign(signingString1(signed)), 2: sign(signingString(deployment, signed)) }
      for (const request of [signed, sent]) {
        const other = request.timestamp.length === 10 ? 2 : 1
        const read = readSignature({ ...request, signature: signatures[other], keyId: 'shop' }, deployment)!
        expect(read.version).not.toBe(other)
        expect(read.isMadeWith([SECRET])).toBe(false)
      }
    }))
  })

  it('of another deployment, or of any other request, is not valid', () => {
    fc.assert(fc.property(anyDeployment, anyParts, anyDeployment, anyParts, (deployment, signed, elsewhere, sent) => {
      const isVersion2 = signed.timestamp.length === 13
      const signature = sign(isVersion2 ? signingString(deployment, signed) : signingString1(signed))
      const isValid = (request: SignedParts, at: string) =>
        readSignature({ ...request, signature, keyId: 'shop' }, at)!.isMadeWith([SECRET])
      expect(isValid(signed, deployment)).toBe(true)
      if (isVersion2 && elsewhere !== deployment) expect(isValid(signed, elsewhere)).toBe(false)
      for (const part of ['method', 'path', 'timestamp', 'nonce', 'body'] as const) {
        if (sent[part] === signed[part]) continue
        expect(isValid({ ...signed, [part]: sent[part] }, deployment), part).toBe(false)
      }
    }))
  })

  it('is not read when a header has another form', () => {
    const good = { ...parts, signature: sign(signingString(DEPLOYMENT, parts)), keyId: 'shop' }
    for (const change of [
      { timestamp: undefined }, { timestamp: '1763640000.0' }, { timestamp: '1e12' }, { timestamp: '17636400000' },
      { nonce: undefined }, { nonce: 'short' }, { nonce: 'n'.repeat(65) }, { nonce: 'nonce 0123456789' },
      { signature: undefined }, { signature: '' }, { signature: good.signature.toUpperCase() },
      { signature: good.signature.slice(1) },
    ]) {
      expect(readSignature({ ...good, ...change }, DEPLOYMENT), JSON.stringify(change)).toBeUndefined()
    }
  })
})
