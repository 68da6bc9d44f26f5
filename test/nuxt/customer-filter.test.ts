import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tagMatcher, UNLISTED_TAG, usedTags } from '~/browser/search/customer-filter'
import { summaryOf } from './support/customers'

const LIBRARY = [
  { id: 'g1', name: 'Stage', tags: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }] },
  { id: 'g2', name: 'Source', tags: [{ id: 'c', name: 'C' }] },
  { id: 'g3', name: 'Empty', tags: [] },
]
const IN_LIBRARY = ['a', 'b', 'c']

const tagIds = fc.subarray([...IN_LIBRARY, 'deleted', 'by-rule'])
const customers = fc.array(tagIds, { maxLength: 8 }).map(all => all.map((ids, index) => summaryOf(
  String(index), { tagIds: ids },
)))
const chosen = fc.subarray([...IN_LIBRARY, UNLISTED_TAG])

describe('tags of the customers', () => {
  it('offers exactly the tags that find customers, with the right counts', () => {
    fc.assert(fc.property(customers, (all) => {
      const offered = usedTags(all, LIBRARY).flatMap(group => group.tags)
      for (const id of [...IN_LIBRARY, UNLISTED_TAG]) {
        const found = all.filter(tagMatcher([id], LIBRARY)).length
        expect(offered.find(tag => tag.id === id)?.count ?? 0).toBe(found)
      }
    }))
  })

  it('chosen in one group widen what is found, in another group narrow it down', () => {
    fc.assert(fc.property(customers, chosen, (all, ids) => {
      const has = (id: string) => tagMatcher([id], LIBRARY)
      const groups = [
        ['a', 'b'], ['c'], [UNLISTED_TAG],
      ].map(group => group.filter(id => ids.includes(id))).filter(group => group.length > 0)
      const expected = all.filter(customer => groups.every(group => group.some(id => has(id)(customer))))
      expect(all.filter(tagMatcher(ids, LIBRARY))).toEqual(expected)
    }))
  })

  it('outside the library form a group of their own', () => {
    expect(usedTags([summaryOf('x', { tagIds: ['a', 'deleted', 'by-rule'] })], LIBRARY)).toEqual([
      { id: 'g1', name: 'Stage', tags: [{ id: 'a', name: 'A', count: 1 }] },
      { id: UNLISTED_TAG, name: '', tags: [{ id: UNLISTED_TAG, name: '', count: 1 }] },
    ])
    expect(tagMatcher(['deleted'], LIBRARY)(summaryOf('x', { tagIds: ['deleted'] }))).toBe(true)
    expect(tagMatcher([UNLISTED_TAG], LIBRARY)(summaryOf('x', { tagIds: ['a'] }))).toBe(false)
  })
})
