import fc from 'fast-check'
import { expect, it } from 'vitest'
import { multipartOf } from '../../../server/upstream/multipart.ts'

it('is a form that others read as it was meant, whatever name and content', async () => {
  const bytes = fc.uint8Array({ maxLength: 200 }).map(content => Buffer.from(content))
  await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme' }), bytes, async (name, content) => {
    const { body, type } = multipartOf({ field: 'media', name, content })
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    expect([...form.keys()]).toEqual(['media'])
    expect(Buffer.from(await (form.get('media') as File).arrayBuffer())).toEqual(content)
  }))
})

it('has the name as UTF-8 and the length, as WeCom wants them', () => {
  const text = multipartOf({ field: 'media', name: '报价"\r\nx: y', content: Buffer.from('abc') }).body.toString()
  expect(text).toContain('name="media"; filename="报价%22  x: y"; filelength=3\r\n')
})
