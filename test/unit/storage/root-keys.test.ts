import { expect, it } from 'vitest'
import { createEncryption } from '../../../server/storage/encryption.ts'
import { stretch } from '../../../server/storage/root-keys.ts'

const password = 'a password of thirty-two characters or more'

it('are the same for the same password, in every process', () => {
  const sealed = createEncryption(stretch([password]), 'test').encrypt('text', 'key')
  expect(createEncryption(stretch([password]), 'test').decrypt(sealed, 'key')).toBe('text')
  // Computed once with Node's scrypt: another value would make what is stored unreadable.
  expect((stretch([password])[0] as Buffer).toString('hex'))
    .toBe('75d3a342a0f820719e0f365b8a7152e15d2abaa5806c7b7aa4559895d6f3b2a6')
})

it('open what a release before the stretching wrote, which cannot open what they write', () => {
  const [before, now] = [createEncryption([password], 'test'), createEncryption(stretch([password]), 'test')]
  expect(now.decrypt(before.encrypt('text', 'key'), 'key')).toBe('text')
  expect(before.decrypt(now.encrypt('text', 'key'), 'key')).toBeUndefined()
})

it('open what was written with the password before a change', () => {
  const old = createEncryption(stretch([password]), 'test').encrypt('text', 'key')
  const changed = stretch(['another password, also of thirty-two characters', password])
  expect(createEncryption(changed, 'test').decrypt(old, 'key')).toBe('text')
})
