import type { Reminder, ReminderList } from '#shared/types/reminder.ts'
import { customerPath, type ApiRequest } from '../api/api'

/** A reminder as its address and a conflict need it. */
export type ReminderRef = Pick<Reminder, 'externalUserId' | 'id'>

/** Typed calls of the reminders. Each rejects with ApiError and nothing else. Times are ISO 8601. */
export interface RemindersApi {
  /** The member's own, about all customers. */
  mine: (signal?: AbortSignal) => Promise<ReminderList>
  /** The existing one, if the same is there. */
  add: (externalUserId: string, reminder: Pick<Reminder, 'text' | 'dueAt'>) => Promise<Reminder>
  /** Rejects with `edit_conflict` when it was snoozed elsewhere since. */
  snooze: (reminder: ReminderRef & Pick<Reminder, 'version'>, dueAt: string) => Promise<Reminder>
  finish: (reminder: ReminderRef) => Promise<void>
  /** Takes `finish` back. */
  reopen: (reminder: ReminderRef) => Promise<Reminder>
  remove: (reminder: ReminderRef) => Promise<void>
}

/**
 * Apart from the other calls, because it loads after the customer.
 *
 * @param request sends one request and gives the parsed answer
 * @returns the typed calls
 */
export function createRemindersApi(request: ApiRequest): RemindersApi {
  const path = ({ externalUserId, id }: ReminderRef, part = '') =>
    customerPath(externalUserId, `/reminders/${id}${part}`)
  return {
    mine: signal => request('/api/reminders', { signal }),
    add: (externalUserId, { text, dueAt }) =>
      request(customerPath(externalUserId, '/reminders'), { method: 'POST', body: { text, dueAt } }),
    snooze: (reminder, dueAt) =>
      request(path(reminder, '/snooze'), { method: 'POST', body: { version: reminder.version, dueAt } }),
    finish: reminder => request(path(reminder, '/done'), { method: 'POST' }),
    reopen: reminder => request(path(reminder, '/done'), { method: 'DELETE' }),
    remove: reminder => request(path(reminder), { method: 'DELETE' }),
  }
}
