import { describe, expect, it } from 'vitest'
import { closingLine, countsOf, NONE, ONE_FAILURE, sum } from '../../../scripts/lib/counts.mjs'

describe('counts', () => {
  it('reads vitest\'s report, todo tests as skipped', () => {
    expect(countsOf({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 3 })).toEqual({
      passed: 7,
      failed: 2,
      skipped: 4,
    })
  })

  it('adds up', () => {
    expect(sum([])).toEqual(NONE)
    expect(sum([{ passed: 1, failed: 0, skipped: 2 }, ONE_FAILURE, { passed: 5, failed: 1, skipped: 0 }])).toEqual({
      passed: 6,
      failed: 2,
      skipped: 2,
    })
  })

  it('makes one line at the end', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
    expect(closingLine({ passed: 12, failed: 3, skipped: 1 })).toBe('12 passed, 3 failed, 1 skipped')
  })
})
