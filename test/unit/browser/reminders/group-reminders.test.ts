import fc from 'fast-check'
import { expect, it } from 'vitest'
import { groupReminders } from '../../../../browser/reminders/group-reminders.ts'
import type { Reminder } from '../../../../shared/types/reminder.ts'

const reminderAt = (dueAt: Date, index = 0): Reminder => ({
  id: String(index), externalUserId: 'wm', text: 'x', dueAt: dueAt.toISOString(), createdAt: dueAt.toISOString(),
  state: 'open', version: 1,
})
const groupOf = (due: string, now: string) => groupReminders([reminderAt(new Date(due))], new Date(now))[0]?.group

it('a reminder is overdue from its minute on, and today until midnight where the member is', () => {
  expect(groupOf('2026-11-27T10:00:00', '2026-11-27T10:00:00')).toBe('overdue')
  expect(groupOf('2026-11-27T10:01:00', '2026-11-27T10:00:00')).toBe('today')
  expect(groupOf('2026-11-27T23:59:59', '2026-11-27T10:00:00')).toBe('today')
  expect(groupOf('2026-11-28T00:00:00', '2026-11-27T10:00:00')).toBe('later')
})

it('every reminder is in one group, overdue ones first, the earliest first', () => {
  const day = fc.date({ min: new Date('2026-11-20'), max: new Date('2026-12-05'), noInvalidDate: true })
  fc.assert(fc.property(fc.array(day), day, (dates, now) => {
    const sorted = dates.sort((one, other) => one.getTime() - other.getTime()).map(reminderAt)
    expect(groupReminders(sorted, now).flatMap(({ reminders }) => reminders)).toEqual(sorted)
  }))
})
