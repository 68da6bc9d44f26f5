import type { SubjectColumns } from './story-schema.ts'

/** What a member wants to be reminded of. Times are milliseconds since 1970. */
export interface ReminderTable extends SubjectColumns {
  id: string
  corpId: string
  ownerUserId: string
  text: string
  dueAt: number
  createdAt: number
  state: 'open' | 'sent' | 'failed' | 'done'
  /** Raised by each snooze: then the reminder is sent once more. */
  version: number
  /** Sends of this version that failed. */
  attempts: number
  /** When it is sent or tried again. */
  nextAt: number
  /** Until then a process sends it; 0: none does. */
  claimedUntil: number
  /** When a process began to send it last; 0: never. */
  claimedAt: number
}
