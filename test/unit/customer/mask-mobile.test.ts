import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskMobile } from '../../../server/customer/mask-mobile.ts'

describe('maskMobile', () => {
  it.each([
    ['13812348000', '138****8000'],
    ['+8613812348000', '+86****8000'],
    ['12345', '****5'],
    ['1234567', '****67'],
    ['12', '****'],
    ['057188886666602', '057****6602'],
    ['', '****'],
    ['  13812348000 ', '138****8000'],
  ])('%s → %s', (mobile, masked) => {
    expect(maskMobile(mobile)).toBe(masked)
  })

  it.each([
    ['0571-8888-6666', '0571-****-6666'],
    ['057188886666', '0571-****-6666'],
    ['0571-888-6666', '0571-****-666'],
    ['02112345678', '021-****-5678'],
    ['(010) 12345678', '010-****-5678'],
    ['010 1234 567', '010-****-567'],
  ])('shows that %s is a landline: %s', (mobile, masked) => {
    expect(maskMobile(mobile)).toBe(masked)
  })

  it.each([
    '<b>13812348000</b>', 'javascript:alert(1)', '微信 13812348000', '138\u202E12348000', '++',
  ])('shows nothing of %j', (text) => {
    expect(maskMobile(text)).toBe('****')
  })

  it('hides four digits of every landline', () => {
    const area = fc.oneof(fc.stringMatching(/^(010|02\d)$/), fc.stringMatching(/^0[3-9]\d\d$/))
    const separator = fc.constantFrom('', '-', ' ')
    fc.assert(fc.property(area, separator, fc.stringMatching(/^\d{7,8}$/), (code, between, local) => {
      expect(maskMobile(code + between + local)).toBe(`${code}-****-${local.slice(4)}`)
    }))
  })

  it('shows at most seven characters, and at most two thirds of any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (mobile) => {
      const shown = [...maskMobile(mobile)].length - 4
      expect(shown).toBeLessThanOrEqual(Math.min(7, [...mobile.trim()].length * 2 / 3))
    }))
  })
})
