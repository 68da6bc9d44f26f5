import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueAtOf, inputValueOf, type DueChoice } from '../../../../browser/reminders/due.ts'
import { REMINDER_LIMITS } from '../../../../shared/limits.ts'

const at = (text: string) => new Date(text)
const of = (choice: DueChoice, now: string, own = '') => dueAtOf({ choice, own }, at(now))
const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })

describe('the time of a reminder', () => {
  it('is at nine in the morning, in the member\'s time zone', () => {
    // A Friday.
    const now = '2026-11-27T23:59:00'
    expect(of('tomorrow', now)).toEqual(at('2026-11-28T09:00:00'))
    expect(of('threeDays', now)).toEqual(at('2026-11-30T09:00:00'))
    expect(of('nextMonday', now)).toEqual(at('2026-11-30T09:00:00'))
    expect(of('nextMonday', '2026-11-29T08:00:00')).toEqual(at('2026-11-30T09:00:00'))
    expect(of('nextMonday', '2026-11-30T08:00:00')).toEqual(at('2026-12-07T09:00:00'))
    expect(of('tomorrow', '2026-12-31T10:00:00')).toEqual(at('2027-01-01T09:00:00'))
  })

  it('is always ahead, at most a week, and a Monday where one is asked for', () => {
    fc.assert(fc.property(moments, fc.constantFrom('tomorrow', 'threeDays', 'nextMonday'), (now, choice) => {
      const due = dueAtOf({ choice, own: '' }, now)!
      const days = (due.getTime() - now.getTime()) / 86_400_000
      expect(days).toBeGreaterThan(0)
      expect(days).toBeLessThan(7.5)
      expect(due.getHours()).toBe(9)
      if (choice === 'nextMonday') expect(due.getDay()).toBe(1)
    }))
  })

  it('of one\'s own is kept to the minute, and is neither past nor too far ahead', () => {
    fc.assert(fc.property(moments, (moment) => {
      moment.setSeconds(0, 0)
      const due = dueAtOf({ choice: 'own', own: inputValueOf(moment) }, new Date(moment.getTime() - 86_400_000))
      expect(due && inputValueOf(due)).toBe(inputValueOf(moment))
    }))
    expect(of('own', '2026-11-27T10:00:00', '2026-11-27T10:00')).toBeUndefined()
    expect(of('own', '2026-11-27T10:00:00', '')).toBeUndefined()
    const far = new Date(at('2026-11-27T10:00:00').getTime() + REMINDER_LIMITS.aheadMs + 60_000)
    expect(of('own', '2026-11-27T10:00:00', inputValueOf(far))).toBeUndefined()
  })
})
