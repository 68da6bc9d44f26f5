import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createEncryption } from '../../../server/storage/encryption.ts'
import type { Encryption } from '../../../server/storage/encryption.ts'
import { rememberDecrypted } from '../../../server/storage/remember-decrypted.ts'

const plain = createEncryption(['a password of thirty-two characters or more'], 'test')
const decrypt = vi.fn(plain.decrypt)
let encryption: Encryption
beforeEach(() => {
  decrypt.mockClear()
  encryption = rememberDecrypted({ ...plain, decrypt })
})

describe('an encryption that remembers', () => {
  it('decrypts the same text of a context once', () => {
    const sealed = encryption.encrypt('张伟', 'a')
    expect([1, 2, 3].map(() => encryption.decrypt(sealed, 'a'))).toEqual(['张伟', '张伟', '张伟'])
    expect(decrypt).toHaveBeenCalledOnce()
  })

  it('decrypts another text of the context, also when it has to go back', () => {
    const texts = ['one', 'two', 'one'].map(text => encryption.encrypt(text, 'a'))
    expect(texts.map(text => encryption.decrypt(text, 'a'))).toEqual(['one', 'two', 'one'])
  })

  it('opens nothing that was moved to another context, or changed', () => {
    const sealed = encryption.encrypt('张伟', 'a')
    expect(encryption.decrypt(sealed, 'a')).toBe('张伟')
    expect(encryption.decrypt(sealed, 'b')).toBeUndefined()
    expect(encryption.decrypt(`${sealed.slice(0, -2)}AA`, 'a')).toBeUndefined()
    expect(encryption.decrypt(sealed, 'a')).toBe('张伟')
  })
})
