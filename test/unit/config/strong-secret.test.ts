import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { strongSecret } from '../../../server/config/strong-secret.ts'

const isStrong = (text: string) => v.is(strongSecret, text)

describe('strongSecret', () => {
  it('accepts what `openssl rand -hex 32` and `-base64 32` print', () => {
    fc.assert(fc.property(fc.constant(null).map(() => randomBytes(32)), (bytes) => {
      expect(isStrong(bytes.toString('hex'))).toBe(true)
      expect(isStrong(bytes.toString('base64'))).toBe(true)
    }))
  })

  it.each([
    ['short', 'k3Jd8Qm2vX9rT4kZw7Lp5Ny1Hb6Gf0C'],
    ['of one letter', 'a'.repeat(32)],
    ['of few different letters', 'abcabdacbbcadabdcabacdbadcbabcdacb'],
    ['of eleven different letters', 'abcdehgkjmpabcdehgkjmpbadcehgkjmpq'.replaceAll('q', 'a')],
    ['of digits', '12345678901234567890123456789012'],
    ['with a run of the alphabet', 'Qm2vX9rT4kZw7Lp5Ny1Habcdefgh6Gf0C'],
    ['with a run backwards', 'Qm2vX9rT4kZw7Lp5Ny1H87654321b6Gf0C'],
    ['with a run of one letter', 'Qm2vX9rT4kZw7Lp5Ny1Hzzzzzzzzb6Gf0C'],
    ['that repeats', 'Qm2vX9rT4kZw7Lp5'.repeat(2)],
    ['that repeats and is cut off', 'Qm2vX9rT4kZw7'.repeat(3).slice(0, 35)],
    ['of a documentation', 'complex_password_at_least_32_characters_long'],
    ['of another documentation', 'password-with-at-least-32-characters'],
  ])('refuses a text %s', (_what, text) => {
    expect(isStrong(text)).toBe(false)
  })

  it('accepts runs of seven', () => {
    expect(isStrong('Qm2vX9rT4kZw7Lp5Ny1Habcdefg6Gf0C')).toBe(true)
  })
})
