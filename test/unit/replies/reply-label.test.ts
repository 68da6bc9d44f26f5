import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanReplyLabel } from '../../../server/replies/reply-label.ts'

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
