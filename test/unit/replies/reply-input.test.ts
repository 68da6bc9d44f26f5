import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { newReplyFile } from '../../../server/replies/file-input.ts'
import { newReplyContent, seenReplyContent } from '../../../server/replies/reply-input.ts'
import { CARD_LIMITS, REPLY_FILE_LIMITS } from '../../../shared/attachment-limits.ts'

const link = { type: 'link', title: '案例', url: 'https://example.com/a?b=1#c' }
const miniProgram = { type: 'miniProgram', appId: 'wx7c1f0a9be3d24568', page: 'pages/index.html?id=1', title: '商城' }
const file = { type: 'file', id: '6f1c6c0e-2f0a-4a62-9a0e-0d7b6a2f4f11' }

describe('what a member writes', () => {
  it.each([
    [{ text: 'hello' }], [{ text: '', attachment: link }], [{ text: '', attachment: miniProgram }],
    [{ text: '', attachment: file }],
    [{ text: '', attachment: { ...link, description: 'd'.repeat(CARD_LIMITS.description), image: 'http://a.cn/b.png' } }],
  ])('is one message: %j', (content) => {
    expect(v.parse(newReplyContent, content)).toEqual(content)
    expect(v.parse(seenReplyContent, content)).toEqual(content)
  })

  it.each<[string, object]>([
    ['nothing', { text: ' \u200B ' }],
    ['two', { text: 'hello', attachment: link }],
    ['a link to a script', { text: '', attachment: { ...link, url: 'javascript:alert(1)' } }],
    ['a link with a name in it', { text: '', attachment: { ...link, url: 'https://bank.cn@evil.example/' } }],
    ['a link with a space', { text: '', attachment: { ...link, url: 'https://example.com/a b' } }],
    ['a link that is none', { text: '', attachment: { ...link, url: 'https://[' } }],
    ['a link without a title', { text: '', attachment: { ...link, title: '\u202E ' } }],
    ['a title that WeCom cuts', { text: '', attachment: { ...link, title: 'a'.repeat(CARD_LIMITS.title + 1) } }],
    ['another app id', { text: '', attachment: { ...miniProgram, appId: 'gh_123' } }],
    ['a page that the client refuses', { text: '', attachment: { ...miniProgram, page: 'pages/index' } }],
    ['a media id', { text: '', attachment: { ...file, mediaId: 'x' } }],
    ['a file by another name', { text: '', attachment: { ...file, id: '../../etc/passwd' } }],
    ['a name for a file', { text: '', attachment: { ...file, name: 'a' } }],
    ['an unknown kind', { text: '', attachment: { type: 'video', id: file.id } }],
  ])('is not %s', (_, content) => {
    expect(v.safeParse(newReplyContent, content).success).toBe(false)
  })

  it('has a stored form that does not depend on the order of its fields', () => {
    const turned = Object.fromEntries(Object.entries({ ...link, image: 'https://a.cn/b' }).reverse())
    expect(JSON.stringify(v.parse(newReplyContent, { text: '', attachment: turned }).attachment))
      .toBe(JSON.stringify({ ...link, image: 'https://a.cn/b' }))
  })
})

describe('a file to upload', () => {
  const schema = v.strictObject(newReplyFile)

  it('has a name that every system takes', () => {
    expect(v.parse(schema, { name: ' 报价\u202E\n2026.pdf ', bytes: 6 })).toEqual({ name: '报价 2026.pdf', bytes: 6 })
  })

  it.each([
    { name: '', bytes: 6 }, { name: 'a/b', bytes: 6 }, { name: 'a\\b', bytes: 6 }, { name: 'a"b', bytes: 6 },
    { name: 'a'.repeat(REPLY_FILE_LIMITS.name + 1), bytes: 6 }, { name: 'a', bytes: 5 }, { name: 'a', bytes: 6.5 },
    { name: 'a', bytes: REPLY_FILE_LIMITS.file + 1 }, { name: 'a', bytes: '6' },
  ])('is not %j', (wrong) => {
    expect(v.safeParse(schema, wrong).success).toBe(false)
  })
})
