import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEncryptedStore } from '../../../server/storage/encrypted-store.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { describeKeyValueStore, inSimulatedTime } from './key-value-store.contract.ts'

const password = 'a password of thirty-two characters or more'

describeKeyValueStore('encrypted', inSimulatedTime(now => createEncryptedStore(createMemoryStore(now), createEncryption([password], 'test'))))

describe('encryption', () => {
  const encryption = createEncryption([password], 'test')

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

  it('refuses rubbish, another password and another purpose', () => {
    const sealed = encryption.encrypt('text', 'key')
    for (const rubbish of ['', 'x', '{}', 'null', 'A'.repeat(200)]) expect(encryption.decrypt(rubbish, 'key')).toBeUndefined()
    expect(createEncryption([`${password}!`], 'test').decrypt(sealed, 'key')).toBeUndefined()
    expect(createEncryption([password], 'other').decrypt(sealed, 'key')).toBeUndefined()
  })
})

describe('a changed password', () => {
  it('still opens what the old one closed, and closes with the new one', () => {
    const rotated = createEncryption(['a new password, also of thirty-two characters', password], 'test')
    expect(rotated.decrypt(createEncryption([password], 'test').encrypt('old', 'key'), 'key')).toBe('old')
    expect(createEncryption([password], 'test').decrypt(rotated.encrypt('new', 'key'), 'key')).toBeUndefined()
  })
})

describe('encrypted store', () => {
  it('stores nothing readable, and treats an entry moved to another key as absent', async () => {
    const inner = createMemoryStore()
    const store = createEncryptedStore(inner, createEncryption([password], 'test'))
    await store.set('token', 'CANARY', 1_000)
    const sealed = await inner.get('token')
    expect(sealed).not.toContain('CANARY')
    await inner.set('elsewhere', sealed!, 1_000)
    expect(await store.get('elsewhere')).toBeUndefined()
    expect(await store.take('elsewhere')).toBeUndefined()
  })
})
