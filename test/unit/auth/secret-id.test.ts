import { expect, it } from 'vitest'
import { createSecretId, hashSecretId, isSecretId } from '../../../server/auth/secret-id.ts'

it('is recognised by its form', () => {
  const id = createSecretId()
  expect(isSecretId(id)).toBe(true)
  for (const other of [`x${id}`, `${id}0`, id.slice(1), id.replace(/./, 'g'), [id], undefined]) {
    expect(isSecretId(other), JSON.stringify(other)).toBe(false)
  }
})

it('is stored as its SHA-256', () => {
  expect(hashSecretId('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
