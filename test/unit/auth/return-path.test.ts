import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeReturnPath } from '../../../server/auth/return-path.ts'
import { oddReturnPaths } from '../../support/odd-return-paths.ts'
import { runs } from '../../support/property-runs.ts'

const site = 'https://sidebar.example.com'

describe('safeReturnPath', () => {
  it.each([
    '/', '/?diag=1', '/doctor', '/?name=%E5%BC%A0&a=b+c', '/#top', '/authors', '/a/auth/login', `/${'a'.repeat(999)}`,
  ])('keeps %s', (wanted) => {
    expect(safeReturnPath(wanted, site)).toBe(wanted)
  })

  it.each([
    '/auth/login', '/auth/callback?code=1', '/api/session', '/AUTH/login', '/a/../auth/login', '/wecom/callback',
    '/auth', '/\\evil.example/page', 'doctor', `${site}/doctor`, `/${'a'.repeat(1_000)}`,
    undefined, null, 7, ['/a'], {},
  ])('returns the start page instead of %s', (wanted) => {
    expect(safeReturnPath(wanted, site)).toBe('/')
  })

  it(`never leaves the site: ${oddReturnPaths.length} odd paths`, () => {
    for (const wanted of oddReturnPaths) {
      const path = safeReturnPath(wanted, site)
      expect(new URL(path, site).origin, JSON.stringify(wanted)).toBe(site)
      expect(path.startsWith('/') && !/^\/[/\\]/.test(path), JSON.stringify(wanted)).toBe(true)
    }
  })

  it('never leaves the site with any combination of dangerous pieces', () => {
    const piece = fc.constantFrom(
      '/', '\\', '//', '.', '..', '@', ':', '?', '#', '%2f', '%5c', '\t', '\n', '\r', ' ', '\u0000',
      'evil.example', 'https:', 'javascript:', 'sidebar.example.com', '。', '／', '\u2028',
    )
    const combination = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(''))
    fc.assert(fc.property(fc.oneof(combination, fc.string(), fc.webUrl()), (wanted) => {
      const path = safeReturnPath(wanted, site)
      expect(new URL(path, site).origin).toBe(site)
      expect(path).toMatch(/^\/(?![/\\])/)
    }), runs(1_000))
  })
})
