import type { Reminder } from '#shared/types/reminder.ts'
import { LONG } from './fixtures'

/** The time of the specimens. */
export const now = new Date('2026-11-27T02:30:00Z')

const reminder: Reminder = {
  id: 'a'.repeat(32), externalUserId: 'wm', text: '回电，确认报价', dueAt: '2026-11-26T01:00:00Z',
  createdAt: '2026-11-20T02:30:00Z', state: 'sent', version: 1,
}

export const reminders: Reminder[] = [
  reminder,
  { ...reminder, id: 'b'.repeat(32), text: LONG, dueAt: '2026-11-26T09:00:00Z', state: 'failed' },
  { ...reminder, id: 'c'.repeat(32), text: '寄样品册', dueAt: '2026-11-27T09:00:00Z', state: 'open' },
  { ...reminder, id: 'd'.repeat(32), text: '节后回访', dueAt: '2027-03-01T01:00:00Z', state: 'open' },
]
