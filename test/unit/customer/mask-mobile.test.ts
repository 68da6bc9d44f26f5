import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskMobile } from '../../../server/customer/mask-mobile.ts'

describe('maskMobile', () => {
  it.each([
    ['13812348000', '138****8000'],
    ['+8613812348000', '+86****8000'],
    ['12345', '****5'],
    ['02112345678', '021****5678'],
    ['1234567', '****67'],
    ['12', '****'],
    ['(010) 12345678', '(01****5678'],
    ['', '****'],
    ['  13812348000 ', '138****8000'],
  ])('%s → %s', (mobile, masked) => {
    expect(maskMobile(mobile)).toBe(masked)
  })

  it.each([
    '<b>13812348000</b>', 'javascript:alert(1)', '微信 13812348000', '138\u202E12348000', '++',
  ])('shows nothing of %j', (text) => {
    expect(maskMobile(text)).toBe('****')
  })

  it('shows at most seven characters, and at most two thirds of any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (mobile) => {
      const shown = [...maskMobile(mobile)].length - 4
      expect(shown).toBeLessThanOrEqual(Math.min(7, [...mobile.trim()].length * 2 / 3))
    }))
  })
})
