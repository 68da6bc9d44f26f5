import fc from 'fast-check'
import { expect, it } from 'vitest'
import { maskIds } from '../../../../browser/diagnosis/mask-ids.ts'

const idOf = (alphabet: string, minLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength: 40 })
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-'

it('masks every field that holds an id, however short or strange the id is', () => {
  fc.assert(fc.property(
    fc.constantFrom('userId', 'userid', 'chatId', 'external_userid', 'openId'),
    idOf(`${LETTERS}.@张三`, 4),
    (field, id) => {
      const text = maskIds(JSON.stringify({ [field]: id, errMsg: 'getContext:ok' }))
      expect(JSON.parse(text)).toMatchObject({ errMsg: 'getContext:ok' })
      expect(text).not.toContain(id)
    },
  ))
})

it('masks ids of WeCom anywhere in a text, and keeps what kind they are of', () => {
  fc.assert(fc.property(fc.constantFrom('wm', 'wo', 'wr', 'ww'), idOf(LETTERS, 14), (kind, rest) => {
    const text = maskIds(`fail: ${kind}${rest} is not open`)
    expect(text).not.toContain(kind + rest)
    expect(text).toMatch(new RegExp(`^fail: ${kind}.… is not open$`))
  }))
})

it('keeps the words of a client', () => {
  const answer = '{"errMsg":"getCurExternalContact:ok","entry":"single_chat_tools"}'
  expect(maskIds(answer)).toBe(answer)
  const words = 'agentConfig:fail, not match any reliable domain. more info at https://open.work.weixin.qq.com?e=80001'
  expect(maskIds(words)).toBe(words)
})
