import { describe, expect, it } from 'vitest'
import { createRecentChanges } from '../../../server/customer/recent-changes.ts'
import { createLiveChanges } from '../../support/live-changes.ts'

function setUp(max?: number) {
  let time = 1_000
  const changes = createLiveChanges()
  const recent = createRecentChanges(changes, () => time, max)
  return {
    changes,
    /** Whether it may have changed in the last so many milliseconds. */
    hasChanged: (externalUserId: string, within: number) => recent.mayHaveChanged(externalUserId, time - within),
    advance: (ms: number) => void (time += ms),
  }
}

describe('recent changes', () => {
  it('tell each customer apart, and since when', () => {
    const { changes, hasChanged, advance } = setUp()
    advance(100)
    changes.announce({ kind: 'customer', externalUserId: 'wm1' }, { kind: 'customersOf', userId: 'lin' })
    advance(100)
    changes.announce({ kind: 'erasure', externalUserId: 'wm2' }, { kind: 'tagLibrary' })
    advance(100)
    expect([199, 200].map(within => hasChanged('wm1', within))).toEqual([false, true])
    expect([99, 100].map(within => hasChanged('wm2', within))).toEqual([false, true])
    expect(hasChanged('wm3', 299)).toBe(false)
    changes.announce({ kind: 'story', externalUserId: 'wm3' })
    expect(hasChanged('wm3', 0)).toBe(true)
  })

  it('count as changed what was before the process, and what it could not learn', () => {
    const { changes, hasChanged, advance } = setUp()
    advance(100)
    expect([99, 100].map(within => hasChanged('wm1', within))).toEqual([false, true])
    changes.announce({ kind: 'unknown' })
    advance(50)
    expect([49, 50].map(within => hasChanged('wm1', within))).toEqual([false, true])
  })

  it('count as changed what they had to forget', () => {
    const { changes, hasChanged, advance } = setUp(2)
    for (const externalUserId of ['wm1', 'wm2', 'wm3']) {
      advance(100)
      changes.announce({ kind: 'customer', externalUserId })
    }
    expect(hasChanged('wm1', 199)).toBe(false)
    expect(hasChanged('wm1', 200)).toBe(true)
    expect([99, 100].map(within => hasChanged('wm2', within))).toEqual([false, true])
  })
})
