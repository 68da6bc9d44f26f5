import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanReplyLabel, cleanReplyText } from '../../../server/replies/reply-text.ts'

describe('cleanReplyText', () => {
  it('keeps lines and tabs, and what people see', () => {
    expect(cleanReplyText('  您好 👨‍👩‍👧\r\n\t1. 地址\r2. 电话\u20283.  ')).toBe('您好 👨‍👩‍👧\n\t1. 地址\n2. 电话\n3.')
  })

  it('removes invisible characters and characters that no database stores', () => {
    expect(cleanReplyText('a\u0000b\u0007\u007F\u0085c\uD800')).toBe('abc\uFFFD')
  })

  it('is done after once', () => {
    fc.assert(fc.property(fc.array(fc.nat(0xFFFF)).map(units => String.fromCharCode(...units)), (text) => {
      const clean = cleanReplyText(text)
      expect(cleanReplyText(clean)).toBe(clean)
      expect(/[^\P{Cc}\t\n]/u.test(clean)).toBe(false)
      expect(clean.isWellFormed()).toBe(true)
    }))
  })
})

describe('cleanReplyLabel', () => {
  it('makes one visible line, or nothing', () => {
    expect(cleanReplyLabel(' 报价\r\n\u202E单\u200B ')).toBe('报价 单')
    expect(cleanReplyLabel('\u200B\u3164 ')).toBe('')
  })

  it('is done after once', () => {
    fc.assert(fc.property(fc.array(fc.nat(0xFFFF)).map(units => String.fromCharCode(...units)), (label) => {
      const clean = cleanReplyLabel(label)
      expect(cleanReplyLabel(clean)).toBe(clean)
      expect(/[\n\t]/.test(clean)).toBe(false)
    }))
  })
})
