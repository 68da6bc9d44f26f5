import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainTarget } from '../../../server/listen/plain-path.ts'
import { runs } from '../../support/property-runs.ts'

const name = fc.string({ minLength: 1 }).map(text => encodeURIComponent(text.toWellFormed()))
const slashes = fc.integer({ min: 1, max: 4 }).map(count => '/'.repeat(count))
const query = fc.constantFrom('', '?', '?a=//b/', '?x=1&y=/')

describe('S2: plainTarget', () => {
  it('finds the same path, whatever slashes were added to it, and leaves the query alone', () => {
    const added = fc.array(fc.tuple(slashes, name), { maxLength: 6 })
    fc.assert(fc.property(added, fc.constantFrom('', '/', '///'), query, (parts, end, search) => {
      const sent = parts.flat().join('') + end
      const plain = `/${parts.map(([, one]) => one).join('/')}`
      expect(plainTarget((sent || '/') + search)).toBe(plain + search)
      expect(plainTarget(plain + search)).toBe(plain + search)
    }), runs(500))
  })

  it.each(['', '*', 'http://elsewhere.example//a/', 'elsewhere:443'])('leaves %j, which is no path', (target) => {
    expect(plainTarget(target)).toBe(target)
  })

  it('leaves what only looks like a slash', () => {
    expect(plainTarget('/a%2F%2Fb%2f')).toBe('/a%2F%2Fb%2f')
    expect(plainTarget('/a\\/b')).toBe('/a\\/b')
  })
})
