import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillReply } from '../../../../shared/utils/fill-reply.ts'
import en from '../../../../i18n/locales/en/replies.ts'
import zhCN from '../../../../i18n/locales/zh-CN/replies.ts'

const names = { customer: '张伟', member: '林晓彤' }

describe('fillReply', () => {
  it.each([
    ['{客户}，您好，我是{成员}。', '张伟，您好，我是林晓彤。'],
    ['{customer} {customer} {Customer} {other}', '张伟 张伟 {Customer} {other}'],
    ['没有变量', '没有变量'],
  ])('%s → %s', (text, filled) => {
    expect(fillReply(text, names)).toEqual({ text: filled })
  })

  it.each(Object.entries({ ...en.variables, zh: zhCN.variables.customer, zhMember: zhCN.variables.member }))(
    'knows the variable that the editor inserts: %s', (_, variable) => {
      expect(Object.values(names)).toContain(fillReply(variable, names).text)
    })

  it('tells which name is not known, also when it has nothing to see', () => {
    expect(fillReply('{member}{customer}', {}).missing).toBe('member')
    expect(fillReply('{customer}', { customer: '\u200B\u202E ' })).toEqual({ text: '{customer}', missing: 'customer' })
  })

  it('takes a hostile name as it is: no second filling, no patterns, no reversed direction', () => {
    expect(fillReply('{customer}!', { customer: '{member}$&\u202E', member: 'x' }).text).toBe('{member}$&!')
  })

  it('leaves the rest of the text alone', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
      fc.pre(!/[{}]/.test(before + after))
      expect(fillReply(`${before}{member}${after}`, names).text).toBe(`${before}林晓彤${after}`)
    }))
  })
})
