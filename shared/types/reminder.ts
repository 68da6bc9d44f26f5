/** What a member wants to be reminded of, about a customer. Times are ISO 8601, UTC. */
export interface Reminder {
  id: string
  externalUserId: string
  text: string
  dueAt: string
  createdAt: string
  /** `open`: not sent yet. `sent`: in the member's chat with the app. `failed`: WeCom does not deliver it. */
  state: 'open' | 'sent' | 'failed'
  /** Raised by each snooze. */
  version: number
}

/** POST /api/customers/:externalUserId/reminders → Reminder; the existing one, if it is the same. */
export interface NewReminder {
  text: string
  /** Milliseconds since 1970. */
  dueAt: number
}

/** GET …/reminders: those that are not done, the earliest first. */
export interface ReminderList {
  reminders: Reminder[]
}
