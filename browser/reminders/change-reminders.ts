import { shallowRef, type Ref } from 'vue'
import type { Reminder } from '#shared/types/reminder.ts'
import { ApiError } from '../api/api-error'
import type { Failure } from '../failure'
import type { ReminderChange, ReminderChanges, ReminderUndo } from './reminder-work'
import type { RemindersApi } from './reminders-api'

export interface ChangingOptions {
  api: RemindersApi
  /** Called with each reminder that the server has stored. */
  onReminder: (reminder: Reminder) => void
  /** Called when a reminder is done or deleted. */
  onGone: (reminder: Reminder) => void
  /** Called when a reminder was snoozed elsewhere: what is shown is old. */
  onOld: (reminder: Reminder) => void
}

export interface Changing {
  work: Readonly<Ref<ReminderChanges>>
  run: (change: ReminderChange) => Promise<void>
  /** Offers to undo this, in place of what was offered before; a failure shown is past. */
  offer: (undo?: ReminderUndo) => void
}

/** @throws what is not an ApiError */
export function failureFrom(error: unknown): Failure {
  if (error instanceof ApiError) return error.failure
  throw error
}

/** Finishes, snoozes and deletes reminders, and undoes the last of these. */
export function createChanging({ api, onReminder, onGone, onOld }: ChangingOptions): Changing {
  const work = shallowRef<ReminderChanges>({})

  function update(change: ReminderChanges): void {
    work.value = { ...work.value, ...change }
  }

  /** @returns whether it was there */
  async function take(reminder: Reminder, call: RemindersApi['finish' | 'remove']): Promise<boolean> {
    // One that is gone already needs no change.
    const isThere = await call(reminder).then(() => true, (error: unknown) => {
      if (failureFrom(error).code !== 'reminder_not_found') throw error
      return false
    })
    onGone(reminder)
    return isThere
  }

  async function snooze(reminder: Reminder, dueAt: string): Promise<Reminder> {
    const snoozed = await api.snooze(reminder, dueAt)
    onReminder(snoozed)
    return snoozed
  }

  async function reverse(undo: ReminderUndo): Promise<void> {
    const { kind, reminder } = undo
    if (kind === 'added') await take(reminder, api.remove)
    else if (kind === 'snoozed') await snooze(reminder, undo.before)
    // The server keeps nothing of a deleted one, so that it is a new one.
    else onReminder(await (kind === 'done' ? api.reopen(reminder) : api.add(reminder.externalUserId, reminder)))
  }

  /** One change of a reminder at a time; a failure is shown. */
  async function attempt(reminder: Reminder, task: () => Promise<ReminderUndo | undefined>): Promise<void> {
    if (work.value.busy?.includes(reminder.id)) return
    const { undo: before } = work.value
    update({ busy: [...work.value.busy ?? [], reminder.id], undo: undefined, failure: undefined })
    try {
      update({ undo: await task() })
    }
    catch (error) {
      const failure = failureFrom(error)
      update({ failure, undo: before?.reminder.id === reminder.id ? before : undefined })
      if (failure.code === 'reminder_not_found') onGone(reminder)
      if (failure.code === 'edit_conflict') onOld(reminder)
    }
    finally {
      update({ busy: work.value.busy?.filter(id => id !== reminder.id) })
    }
  }

  /** The server takes no time that is past. */
  const isAhead = (dueAt: string) => Date.parse(dueAt) > Date.now()

  async function run(change: ReminderChange): Promise<void> {
    if (change.kind === 'keep') return update({ undo: undefined })
    if (change.kind === 'undo') {
      const { undo } = work.value
      return undo && attempt(undo.reminder, async () => void await reverse(undo))
    }
    const { reminder } = change
    return attempt(reminder, async () => {
      if (change.kind === 'finish') return await take(reminder, api.finish) ? { kind: 'done', reminder } : undefined
      const { dueAt: before } = reminder
      if (change.kind === 'snooze') {
        const snoozed = await snooze(reminder, change.dueAt)
        return isAhead(before) ? { kind: 'snoozed', reminder: snoozed, before } : undefined
      }
      return await take(reminder, api.remove) && isAhead(before) ? { kind: 'deleted', reminder } : undefined
    })
  }

  return { work, run, offer: undo => update({ undo, failure: undefined }) }
}
