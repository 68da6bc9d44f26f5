import { expect, it } from 'vitest'
import { createDraftKeys } from '../../../server/auth/draft-keys.ts'

const roots = ['a'.repeat(32), 'b'.repeat(32)]

it('is the same for a member each time, and another one for everything else', () => {
  const key = createDraftKeys(roots, 'ww1')('linxiaotong')
  expect(createDraftKeys(roots, 'ww1')('linxiaotong')).toBe(key)
  expect(Buffer.from(key, 'base64url')).toHaveLength(32)
  const others = [
    createDraftKeys(roots, 'ww1')('LinXiaotong2'),
    createDraftKeys(roots, 'ww2')('linxiaotong'),
    createDraftKeys([...roots].reverse(), 'ww1')('linxiaotong'),
  ]
  expect(new Set([key, ...others]).size).toBe(4)
})

it('ends with the password that it was made from, and ignores older ones', () => {
  const key = createDraftKeys(roots, 'ww1')('linxiaotong')
  expect(createDraftKeys(['c'.repeat(32), ...roots], 'ww1')('linxiaotong')).not.toBe(key)
  expect(createDraftKeys(roots.slice(0, 1), 'ww1')('linxiaotong')).toBe(key)
})

it('is made as in the releases before: otherwise an upgrade loses what members have typed', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const root = await crypto.subtle.importKey('raw', bytes(roots[0]!), 'HKDF', false, ['deriveBits'])
  const info = bytes('wecom-sidebar:drafts:ww1:linxiaotong')
  const bits = await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: bytes(''), info }, root, 256)
  expect(createDraftKeys(roots, 'ww1')('linxiaotong')).toBe(Buffer.from(bits).toString('base64url'))
})
