import type { Reminder } from '#shared/types/reminder.ts'

/** In the order in which they are shown. */
export const REMINDER_GROUPS = ['overdue', 'today', 'later'] as const
export type ReminderGroup = typeof REMINDER_GROUPS[number]

/**
 * @param reminders the earliest first, which is kept
 * @param now in the member's time zone, which says when today ends
 * @returns the groups that have any
 */
export function groupReminders(
  reminders: readonly Reminder[], now: Date,
): { group: ReminderGroup, reminders: Reminder[] }[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime()
  function groupOf({ dueAt }: Reminder): ReminderGroup {
    const due = Date.parse(dueAt)
    if (due <= now.getTime()) return 'overdue'
    return due < midnight ? 'today' : 'later'
  }
  return REMINDER_GROUPS
    .map(group => ({ group, reminders: reminders.filter(reminder => groupOf(reminder) === group) }))
    .filter(({ reminders: found }) => found.length > 0)
}
