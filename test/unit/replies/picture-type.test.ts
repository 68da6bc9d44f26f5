import { expect, it } from 'vitest'
import { pictureTypeOf } from '../../../server/replies/picture-type.ts'
import { REPLY_FILE_LIMITS } from '../../../shared/attachment-limits.ts'

const PNG = Buffer.from('89504e470d0a1a0a00', 'hex')
const JPEG = Buffer.from('ffd8ffe000104a46', 'hex')

it.each<[string, Buffer, string]>([
  ['a.png', PNG, 'image/png'],
  ['A.PNG', PNG, 'image/png'],
  ['图.jpg', JPEG, 'image/jpeg'],
  ['a.jpeg', JPEG, 'image/jpeg'],
  ['a.jpg', PNG, ''],
  ['a.png', Buffer.from('<svg/>'), ''],
  ['a.png.html', PNG, ''],
  ['png', PNG, ''],
  ['a.png', PNG.subarray(0, 4), ''],
  ['a.gif', Buffer.from('GIF89a'), ''],
])('%s with its content is "%s"', (name, start, type) => {
  expect(pictureTypeOf(name, 100, start)).toBe(type)
})

it('is none that WeCom would refuse for its size: customers get it as a file', () => {
  expect(pictureTypeOf('a.png', REPLY_FILE_LIMITS.image, PNG)).toBe('image/png')
  expect(pictureTypeOf('a.png', REPLY_FILE_LIMITS.image + 1, PNG)).toBe('')
})
