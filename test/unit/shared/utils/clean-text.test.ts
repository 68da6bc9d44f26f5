import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText } from '../../../../shared/utils/clean-text.ts'

describe('cleanText', () => {
  it('keeps lines and tabs, and what people see', () => {
    expect(cleanText('  您好 👨‍👩‍👧\r\n\t1. 地址\r2. 电话\u20283.  ')).toBe('您好 👨‍👩‍👧\n\t1. 地址\n2. 电话\n3.')
  })

  it('removes invisible characters and characters that no database stores', () => {
    expect(cleanText('a\u0000b\u0007\u007F\u0085c\uD800')).toBe('abc\uFFFD')
  })

  it('is done after once', () => {
    fc.assert(fc.property(fc.array(fc.nat(0xFFFF)).map(units => String.fromCharCode(...units)), (text) => {
      const clean = cleanText(text)
      expect(cleanText(clean)).toBe(clean)
      expect(/[^\P{Cc}\t\n]/u.test(clean)).toBe(false)
      expect(clean.isWellFormed()).toBe(true)
    }))
  })
})
