import type { Reminder } from '#shared/types/reminder.ts'
import type { Failure } from '../failure'
import type { Due } from './due'

/** What was typed as a reminder. */
export interface ReminderText {
  text: string
  due: Due
}

/** With what a reminder is begun. */
export type ReminderSeed = Partial<ReminderText>

/** A reminder in the form. */
export interface ReminderDraft extends ReminderText {
  saving: boolean
  failure?: Failure
}

/** The last change, as far as it can be undone. */
export type ReminderUndo
  = | { kind: 'added' | 'done' | 'deleted', reminder: Reminder }
    /** `before`: when it was due. */
    | { kind: 'snoozed', reminder: Reminder, before: string }

/** Changes of reminders in progress. */
export interface ReminderChanges {
  /** Ids of those that are being changed. */
  busy?: string[]
  undo?: ReminderUndo
  /** Why the last change failed. */
  failure?: Failure
}

/** Everything about the reminders of a customer that is in progress. */
export interface ReminderWork extends ReminderChanges {
  draft?: ReminderDraft
  /** What an earlier page or Escape has left, until the member decides about it. */
  kept?: ReminderText
}

/** The member's commands for reminders that there are. */
export type ReminderChange
  = | { kind: 'finish' | 'remove', reminder: Reminder }
    | { kind: 'snooze', reminder: Reminder, dueAt: string }
    | { kind: 'undo' }
    | { kind: 'keep' }

/** The member's commands for the reminders of a customer. */
export type ReminderCommand
  = | ReminderChange
    /** Opens a new one; without `text`, what was kept. */
    | { kind: 'write' } & ReminderSeed
    | { kind: 'type', text: string }
    | { kind: 'choose', due: Due }
    /** Closes the form and keeps what was typed. */
    | { kind: 'shelve' }
    /** Drops what was typed or kept. */
    | { kind: 'discard' }
    | { kind: 'save' }
