import { describe, expect, it } from 'vitest'
import { createTextReporter } from '../../../cli/sync/text-reporter.ts'
import type { SyncProgress } from '../../../server/identity/sync/run-state.ts'

const CLEAR_LINE = '\r\u001B[K'
const running: SyncProgress = {
  isHeld: true, startedAt: 1_000, members: 1_000, membersDone: 0, pages: 10, customers: 1_000, withUnionId: 900,
  expectedCustomers: 0, skippedMembers: [],
}

function makeReporter(columns?: number) {
  let now = 0
  const [out, errors] = [[] as string[], [] as string[]]
  const reporter = createTextReporter(
    { isTTY: columns !== undefined, columns, write: text => out.push(text) },
    { write: text => errors.push(text) },
    () => now,
  )
  return {
    reporter, out, errors,
    /** @param seconds later */
    show(progress: Partial<SyncProgress>, seconds = 0) {
      now += seconds * 1_000
      reporter.progress({ ...running, ...progress })
      return out.at(-1)!
    },
  }
}

describe('the text output of a sync', () => {
  it('is a line every few seconds without a terminal', () => {
    const { show, reporter } = makeReporter()
    expect(reporter.intervalMs).toBe(5_000)
    expect(show({})).toBe('0 of 1,000 members · 1,000 customers · 0/s\n')
    expect(show({ membersDone: 100, customers: 101_000 }, 50))
      .toBe('100 of 1,000 members · 101,000 customers · 2,000/s · 8 min left\n')
    expect(show({ membersDone: 500, customers: 501_000 }, 200))
      .toBe('500 of 1,000 members · 501,000 customers · 2,000/s · 4 min left\n')
  })

  it.each([60, 80, 120, 200])('is a bar that stays in its line on a terminal of %i columns', (columns) => {
    const { show } = makeReporter(columns)
    for (const text of [show({}), show({ membersDone: 999, customers: 12_345_678 }, 100), show({ waitingUntil: 1 })]) {
      expect(text.startsWith(CLEAR_LINE)).toBe(true)
      const line = text.slice(CLEAR_LINE.length)
      expect(line).toMatch(/^[█░]{8,40} +\d+% .*$/)
      expect(line.length).toBeLessThan(columns)
    }
  })

  it('estimates the share from the run before, and never shows 100 % before the end', () => {
    const { show } = makeReporter(200)
    expect(show({ expectedCustomers: 4_000 })).toContain(' 25%')
    expect(show({ expectedCustomers: 4_000, customers: 5_000 }, 1)).toContain(' 99%')
    expect(show({ members: 10, membersDone: 10 })).toContain(' 99%')
    expect(show({ members: 0 })).toContain('  0%')
  })

  it('starts to measure again when another process takes over, or when a batch starts again', () => {
    const { show, reporter, out } = makeReporter()
    show({ customers: 10_000 })
    expect(show({ customers: 9_000 }, 10)).toContain(' 0/s')
    expect(show({ customers: 9_100 }, 10)).toContain(' 10/s')
    reporter.role('follower')
    expect(out.at(-1)).toBe('Another process is syncing; following it.\n')
    reporter.role('follower')
    expect(show({ customers: 20_000 }, 10)).toContain(' 0/s')
    reporter.role('runner')
    expect(out.at(-1)).toMatch(/going on in its place/)
  })

  it('ends with the counts and the members that were skipped', () => {
    const { reporter, out } = makeReporter()
    const skippedMembers = Array.from({ length: 22 }, (_, i) => ({ userId: `m${i}`, errcode: i === 0 ? 60011 : 60111 }))
    reporter.complete({ ...running, finishedAt: 601_000, skippedMembers })
    const lines = out.join('').split('\n')
    expect(lines[0]).toBe('Done in 10 min: 1,000 customers of 1,000 members, 900 with a unionid, 100 without.')
    expect(lines[1]).toBe('Without the customers of 22 members:')
    expect(lines[2]).toMatch(/^ {2}m0 {2}errcode 60011: .*可见范围/)
    expect(lines[3]).toMatch(/^ {2}m1 {2}errcode 60111: .*no such member/)
    expect(lines.at(-2)).toMatch(/and 2 more/)
  })

  it.each([
    [{ members: 0, customers: 0, withUnionId: 0 }, '可见范围'],
    [{ withUnionId: 0 }, '微信开发者ID'],
  ])('says what is missing when a set-up returns nothing: %o', (progress, advice) => {
    const { reporter, out } = makeReporter()
    reporter.complete({ ...running, finishedAt: 2_000, ...progress })
    expect(out.join('').split('\n').slice(1).join('\n')).toContain(advice)
  })

  it('prints failures to the error stream only', () => {
    const { reporter, out, errors } = makeReporter()
    reporter.failed({ code: 'wecom_config', message: 'Refused.', fix: 'This.\nThat.' })
    expect(errors).toEqual(['The sync failed (wecom_config): Refused.\n  - This.\n  - That.\n'])
    expect(out).toEqual([])
  })
})
