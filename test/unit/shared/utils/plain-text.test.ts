import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../../../shared/utils/plain-text.ts'

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index))
const TURNING = [...range(0x202A, 0x202E), ...range(0x2066, 0x2069), '\u200E', '\u200F', '\u061C']
const INVISIBLE = [
  '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD', '\u034F', '\u180E', '\u115F', '\u3164', '\uFFA0',
  '\u2800', '\u0000', '\u0007', '\u009F', '\uFE00', '\u{E0041}',
]

describe('plainText', () => {
  it.each([...TURNING, ...INVISIBLE])('removes %j from every place in a name', (unseen) => {
    expect(plainText(`${unseen}张${unseen}伟 ad${unseen}min${unseen}`)).toBe('张伟 admin')
  })

  it.each([
    '张伟', '👩‍👩‍👧‍👦 family', '🏳️‍🌈', '👍🏽', '🤦🏽‍♂️', '❤️', '1️⃣', '🇨🇳',
    '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}', '葛\u{E0100}城',
    'محمد', 'می‌خواهم', 'क्‍ष', 'ශ්‍රී', 'Nguyễn', 'ที่นี่', 'Ünïcödé', 'שָׁלוֹם',
    'two\nlines\tand a tab', '  spaces  ',
  ])('leaves %j unchanged', (text) => {
    expect(plainText(text)).toBe(text)
  })

  it.each([
    '', ' ', '\u3000', '\u200B', '\u3164\u3164', '\u2800', '\uFE0F', '\u0301', '\u202E\u2066',
  ])('returns an empty text for %j, which has no visible character', (text) => {
    expect(plainText(text)).toBe('')
  })

  it('keeps at most four marks on a letter', () => {
    const piled = (count: number) => `a${'\u0301'.repeat(count)}b${'\u20DD'.repeat(count)}`
    expect(plainText(piled(500))).toBe(piled(4))
  })

  it.each([
    ['before a blank letter', 'ၵ\u200C\u115F', 'ၵ'],
    ['after a mark that is removed', `a${'\u0301'.repeat(4)}\uFE0F\u200D👩`, `a${'\u0301'.repeat(4)}👩`],
  ])('removes a joiner %s', (_, text, shown) => {
    expect(plainText(text)).toBe(shown)
  })

  it('only removes characters, is idempotent, and leaves no character that changes the direction', () => {
    const chosen = fc.constantFrom(...TURNING, ...INVISIBLE, 'a', '伟', 'ၵ', '😀', '\uFE0F', '\u0301', '\n')
    const character = fc.oneof(chosen, fc.string({ unit: 'binary', maxLength: 3 }))
    fc.assert(fc.property(fc.array(character).map(parts => parts.join('')), (text) => {
      const shown = plainText(text)
      expect(plainText(shown)).toBe(shown)
      expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\u2060\uFEFF]/)
      const rest = [...text]
      for (const letter of shown) expect(rest.splice(0, rest.indexOf(letter) + 1).at(-1)).toBe(letter)
    }), { numRuns: 2_000 })
  })
})
