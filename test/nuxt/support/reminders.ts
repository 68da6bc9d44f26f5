import type { Reminder } from '#shared/types/reminder.ts'

/** A reminder of the member that is due in an hour. */
export const reminderOf = (id: string, change: Partial<Reminder> = {}): Reminder => ({
  id, externalUserId: 'wmA', text: `reminder ${id}`, dueAt: new Date(Date.now() + 3_600_000).toISOString(),
  createdAt: '2026-11-20T02:30:00Z', state: 'open', version: 1, ...change,
})
