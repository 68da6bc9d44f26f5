import { computed, shallowRef, type Ref } from 'vue'
import { REMINDER_LIMITS } from '#shared/limits.ts'
import { createChanging, failureFrom, type ChangingOptions } from './change-reminders'
import { dueAtOf, FIRST_DUE } from './due'
import type { ReminderCommand, ReminderDraft, ReminderText, ReminderWork } from './reminder-work'

export interface ReminderWritingOptions extends ChangingOptions {
  externalUserId: string
  /** Ids of the reminders on the page. */
  shownIds: () => string[]
}

export interface ReminderWriting {
  externalUserId: string
  work: Readonly<Ref<ReminderWork>>
  run: (command: ReminderCommand) => Promise<void>
  /** What is typed and not saved. */
  unsaved: () => ReminderText | undefined
  /** Takes over what an earlier page has left. */
  offer: (kept: ReminderText) => void
  /** Starts another visit: the offer to undo ends. */
  reopen: () => void
}

/**
 * Writes reminders about one customer, and changes those that there are. It knows no other customer. One draft at a
 * time: it stays until it is saved or dropped, also when requests fail.
 */
export function createReminderWriting(
  { externalUserId, shownIds, ...options }: ReminderWritingOptions,
): ReminderWriting {
  const changing = createChanging(options)
  const own = shallowRef<Pick<ReminderWork, 'draft' | 'kept'>>({})
  /** Number of drafts opened so far; identifies the open one. */
  let opened = 0

  function change(part: Partial<ReminderDraft>): void {
    const { draft } = own.value
    if (draft) own.value = { ...own.value, draft: { ...draft, ...part } }
  }

  function open(start: ReminderText): void {
    opened++
    changing.offer()
    own.value = { draft: { ...start, saving: false } }
  }

  /** A failure is shown beside the draft, unless another one was opened since. */
  async function save(): Promise<void> {
    const { draft } = own.value
    const dueAt = draft && dueAtOf(draft.due, new Date())
    if (!dueAt || draft.saving || !draft.text.trim()) return
    const mine = opened
    const isOpen = () => own.value.draft !== undefined && opened === mine
    change({ saving: true, failure: undefined })
    const known = shownIds()
    try {
      const reminder = await options.api.add(externalUserId, { text: draft.text, dueAt: dueAt.toISOString() })
      options.onReminder(reminder)
      // The server may answer with one that was there, which an undo must leave alone.
      changing.offer(known.includes(reminder.id) ? undefined : { kind: 'added', reminder })
      if (!isOpen()) return
      // Text typed while saving is the next reminder.
      if (own.value.draft?.text === draft.text) own.value = {}
      else change({ saving: false })
    }
    catch (error) {
      const failure = failureFrom(error)
      if (isOpen()) change({ failure, saving: false })
    }
  }

  function unsaved(): ReminderText | undefined {
    const { draft, kept } = own.value
    return draft?.text.trim() ? { text: draft.text, due: draft.due } : kept
  }

  async function run(command: ReminderCommand): Promise<void> {
    const { draft, kept } = own.value
    switch (command.kind) {
      case 'write': {
        const { text, due = FIRST_DUE } = command
        if (draft || (kept && text !== undefined)) return
        return open(kept ?? { text: text === undefined ? '' : shortened(text), due })
      }
      case 'type': return change({ text: command.text })
      case 'choose': return change({ due: command.due })
      // What is being saved is not left unsaved.
      case 'shelve': return draft?.saving ? undefined : void (own.value = { kept: unsaved() })
      case 'discard': return void (own.value = {})
      case 'save': return save()
      default: return changing.run(command)
    }
  }

  function offer(found: ReminderText): void {
    const { draft } = own.value
    // The member was faster and has opened an empty form: it continues there.
    if (draft && !draft.text) change(found)
    else if (!draft) own.value = { kept: found }
  }

  return {
    externalUserId,
    work: computed(() => ({ ...own.value, ...changing.work.value })),
    run,
    unsaved,
    offer,
    reopen: () => changing.offer(),
  }
}

/** @returns the text of a note in one line, as much of it as a reminder takes */
function shortened(text: string): string {
  const letters = [...text.trim().replaceAll(/\s+/g, ' ')]
  const { text: limit } = REMINDER_LIMITS
  return letters.length > limit ? `${letters.slice(0, limit - 1).join('')}…` : letters.join('')
}
