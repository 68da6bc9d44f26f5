import type { Reminder } from '#shared/types/reminder.ts'

/** In the order of the server. */
function inOrder(one: Reminder, other: Reminder): number {
  return Date.parse(one.dueAt) - Date.parse(other.dueAt) || (one.id < other.id ? -1 : 1)
}

/** @returns the list with a reminder that was added or snoozed */
export function withReminder(reminders: readonly Reminder[], reminder: Reminder): Reminder[] {
  return [...withoutReminder(reminders, reminder.id), reminder].sort(inOrder)
}

/** @returns the list without a reminder */
export function withoutReminder(reminders: readonly Reminder[], id: string): Reminder[] {
  return reminders.filter(reminder => reminder.id !== id)
}
