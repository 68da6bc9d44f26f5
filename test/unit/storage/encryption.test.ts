import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createEncryption } from '../../../server/storage/encryption.ts'
import type { Encryption } from '../../../server/storage/encryption.ts'

const password = 'a password of thirty-two characters or more'

describe('encryption', () => {
  let encryption: Encryption
  beforeEach(() => void (encryption = createEncryption([password], 'test')))

  it('returns any text unchanged, for the same context only', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (text, context, other) => {
      const sealed = encryption.encrypt(text, context)
      expect(encryption.decrypt(sealed, context)).toBe(text)
      if (other !== context) expect(encryption.decrypt(sealed, other)).toBeUndefined()
    }))
  })

  it('refuses a text with any bit flipped', () => {
    fc.assert(fc.property(fc.string(), fc.nat(), (text, position) => {
      const bytes = Buffer.from(encryption.encrypt(text, 'key'), 'base64url')
      const bit = position % (bytes.length * 8)
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      expect(encryption.decrypt(bytes.toString('base64url'), 'key')).toBeUndefined()
    }))
  })

  it('is AES-256-GCM with a key by HKDF-SHA-256, as Web Crypto has them', async () => {
    const { subtle } = crypto
    const bytes = (text: string) => new TextEncoder().encode(text)
    const root = await subtle.importKey('raw', bytes(password), 'HKDF', false, ['deriveKey'])
    const key = await subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: bytes(''), info: bytes('wecom-sidebar:test') },
      root, { name: 'AES-GCM', length: 256 }, false, ['decrypt'],
    )
    const sealed = Buffer.from(encryption.encrypt('张伟', 'key'), 'base64url')
    const [iv, tag, body] = [sealed.subarray(0, 12), sealed.subarray(12, 28), sealed.subarray(28)]
    const algorithm = { name: 'AES-GCM', iv, additionalData: bytes('key'), tagLength: 128 }
    const plaintext = await subtle.decrypt(algorithm, key, Buffer.concat([body, tag]))
    expect(Buffer.from(plaintext).toString()).toBe('张伟')
  })

  it('refuses rubbish, another password and another purpose', () => {
    const sealed = encryption.encrypt('text', 'key')
    for (const rubbish of ['', 'x', '{}', 'null', 'A'.repeat(200)]) {
      expect(encryption.decrypt(rubbish, 'key')).toBeUndefined()
    }
    expect(createEncryption([`${password}!`], 'test').decrypt(sealed, 'key')).toBeUndefined()
    expect(createEncryption([password], 'other').decrypt(sealed, 'key')).toBeUndefined()
  })
})

describe('fingerprints', () => {
  it('are the same for the same text, password and purpose only', () => {
    const of = (text: string, key = password, purpose = 'test') => createEncryption([key], purpose).fingerprint(text)
    expect(of('zhangsan')).toMatch(/^[\w-]{22}$/)
    expect(of('zhangsan')).toBe(of('zhangsan'))
    const others = [of('lisi'), of('zhangsan', `${password}!`), of('zhangsan', password, 'other')]
    expect(new Set([of('zhangsan'), ...others]).size).toBe(4)
  })
})

describe('a changed password', () => {
  it('still decrypts texts of the old password, and encrypts with the new one', () => {
    const rotated = createEncryption(['a new password, also of thirty-two characters', password], 'test')
    const before = createEncryption([password], 'test')
    expect(rotated.decrypt(before.encrypt('old', 'key'), 'key')).toBe('old')
    expect(before.decrypt(rotated.encrypt('new', 'key'), 'key')).toBeUndefined()
  })
})
