import { expect, it } from 'vitest'
import { contentOf, isComplete, isSame, shownTextOf } from '../../../../browser/replies/reply-content.ts'
import type { ReplyAttachment } from '../../../../shared/types/quick-reply.ts'

const file: ReplyAttachment = { type: 'file', id: 'f1', name: '报价.pdf', bytes: 9, isImage: false }
const link: ReplyAttachment = { type: 'link', title: ' 案例 ', url: ' https://a.cn ', description: ' ', image: '' }

it('is what the server stores: trimmed, one message, without what is empty', () => {
  expect(contentOf({ text: ' a ', title: ' ', folder: ' f ' })).toEqual({ text: 'a', folder: 'f' })
  expect(contentOf({ text: 'left from before', attachment: file }))
    .toEqual({ text: '', attachment: { type: 'file', id: 'f1' } })
  expect(JSON.stringify(contentOf({ text: '', attachment: link }).attachment))
    .toBe('{"type":"link","title":"案例","url":"https://a.cn"}')
})

it('is the same as the stored one, or as nothing while a form is still empty', () => {
  expect(isSame({ text: '', attachment: { type: 'link', title: '', url: '' } })).toBe(true)
  expect(isSame({ text: '', attachment: { ...file, id: '' } })).toBe(true)
  const stored: ReplyAttachment = { ...file, name: 'another name' }
  expect(isSame({ text: '', attachment: file }, { text: '', attachment: stored })).toBe(true)
  expect(isSame({ text: '', attachment: link }, { text: '', attachment: { ...link, title: 'other' } })).toBe(false)
  expect(isSame({ text: '', attachment: link }, { text: 'a' })).toBe(false)
})

it.each<[ReplyAttachment, boolean]>([
  [file, true], [{ ...file, id: '' }, false], [link, true], [{ ...link, url: 'a.cn' }, false],
  [{ ...link, title: ' ' }, false],
  [{ type: 'miniProgram', appId: 'wx7c1f0a9be3d24568', page: 'pages/a.html?b=1', title: 'a' }, true],
  [{ type: 'miniProgram', appId: 'wx7c1f0a9be3d24568', page: 'pages/a', title: 'a' }, false],
  [{ type: 'miniProgram', appId: 'wx', page: 'pages/a.html', title: 'a' }, false],
])('%j can be saved: %s', (attachment, can) => {
  expect(isComplete({ text: '', attachment })).toBe(can)
})

it('is named by its text, or by its file or card', () => {
  expect([{ text: 'a' }, { text: '', attachment: file }, { text: '', attachment: link }].map(shownTextOf))
    .toEqual(['a', '报价.pdf', ' 案例 '])
})
