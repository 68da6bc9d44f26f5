import { shallowRef, type Ref } from 'vue'
import type { CustomerFields, FieldEdit, FieldValue } from '#shared/types/field.ts'
import { ApiError } from '../api/api-error'
import { createTurn } from '../edits/in-turn'
import type { Failure } from '../failure'
import type { FieldsApi } from './fields-api'

/** What is typed and not saved. */
export interface FieldDraft {
  /** The value that the member saw. */
  before?: FieldValue
  text: string
}

/** Whether something was typed that is not the value. */
function isChanged({ before, text }: FieldDraft): boolean {
  return text !== String(before ?? '')
}

/** What is in progress for the fields of one customer. */
export interface FieldWork {
  /** By id of the field. */
  drafts: Readonly<Record<string, FieldDraft>>
  /** Id of the field whose editor is open. */
  open?: string
  /** By id of the field: what is being saved, or waits for its turn. */
  saving: Readonly<Record<string, { after?: FieldValue }>>
  /** By id of the field. */
  failures: Readonly<Record<string, Failure>>
  /** The last change, as far as it can be undone. */
  undo?: FieldEdit & { id: string }
}

/** What the member does. */
export type FieldCommand
  = | { kind: 'edit', id: string }
    | { kind: 'type', text: string }
    /** Closes the editor; what is typed stays. */
    | { kind: 'leave' }
    | { kind: 'cancel', id: string }
    | { kind: 'save', id: string, after?: FieldValue }
    | { kind: 'undo' }
    | { kind: 'keep' }

export interface FieldEditingOptions {
  externalUserId: string
  api: Pick<FieldsApi, 'setField'>
  /** @returns the values on the page, by id of the field; undefined while the page is about another customer */
  values: () => CustomerFields['values'] | undefined
  onFields: (fields: CustomerFields) => void
  /** Reads what is on the page again. */
  readAgain: () => Promise<void>
}

export interface FieldEditing {
  externalUserId: string
  work: Readonly<Ref<FieldWork>>
  run: (command: FieldCommand) => Promise<void>
  /** What is typed and not saved, by id of the field. */
  unsaved: () => Readonly<Record<string, FieldDraft>> | undefined
  /** Takes over what an earlier page has left; what is typed meanwhile stays. */
  offer: (kept: Readonly<Record<string, FieldDraft>>) => void
  /** Starts another visit: the offer to undo ends. */
  reopen: () => void
}

function without<Value>(values: Readonly<Record<string, Value>>, id: string): Record<string, Value> {
  const { [id]: _, ...others } = values
  return others
}

/** Changes the fields of one customer, one after the other. What is typed stays until it is saved or dropped. */
export function createFieldEditing(options: FieldEditingOptions): FieldEditing {
  const { externalUserId, api, values, onFields, readAgain } = options
  const work = shallowRef<FieldWork>({ drafts: {}, saving: {}, failures: {} })
  /** The answer has the values of all fields: in turn, so that no older one comes last. */
  const inTurn = createTurn()

  function update(change: Partial<FieldWork>): void {
    work.value = { ...work.value, ...change }
  }

  function putDraft(id: string, draft?: FieldDraft): void {
    const others = without(work.value.drafts, id)
    update({ drafts: draft ? { ...others, [id]: draft } : others })
  }

  function withoutFailure(id: string): Pick<FieldWork, 'failures'> {
    return { failures: without(work.value.failures, id) }
  }

  function open(id: string): void {
    const before = values()?.[id]
    const { [id]: draft = { before, text: String(before ?? '') } } = work.value.drafts
    putDraft(id, draft)
    update({ open: id, undo: undefined, ...withoutFailure(id) })
  }

  /** An editor in which nothing was typed leaves nothing. */
  function close(): void {
    const { open: id, drafts } = work.value
    const draft = id === undefined ? undefined : drafts[id]
    if (id !== undefined && draft && !isChanged(draft)) putDraft(id)
    update({ open: undefined })
  }

  /** @returns whether it is saved */
  async function put(id: string, { before, after }: FieldEdit): Promise<boolean> {
    const { saving } = work.value
    update({ saving: { ...saving, [id]: { after } }, undo: undefined, ...withoutFailure(id) })
    try {
      onFields(await inTurn(() => api.setField(externalUserId, id, { before, after })))
      return true
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      await readAgain()
      update({ failures: { ...work.value.failures, [id]: error.failure } })
      return false
    }
    finally {
      update({ saving: without(work.value.saving, id) })
    }
  }

  async function save(id: string, after?: FieldValue): Promise<void> {
    if (work.value.saving[id]) return
    const { [id]: draft } = work.value.drafts
    const before = draft ? draft.before : values()?.[id]
    if (after === before) return cancel(id)
    const isSaved = await put(id, { before, after })
    const { [id]: typed } = work.value.drafts
    if (isSaved) {
      // What was typed while it was saved is the next change.
      if (typed && typed.text !== draft?.text) putDraft(id, { ...typed, before: after })
      else cancel(id)
      update({ undo: { id, before, after } })
    }
    else if (draft && typed) {
      // The next attempt is about what the member sees now.
      const seen = values()
      if (seen) putDraft(id, { ...typed, before: seen[id] })
    }
  }

  function cancel(id: string): void {
    putDraft(id)
    update({ ...withoutFailure(id), ...work.value.open === id && { open: undefined } })
  }

  async function undo(): Promise<void> {
    const { undo: last, saving } = work.value
    if (last && !saving[last.id]) await put(last.id, { before: last.after, after: last.before })
  }

  function unsaved(): Readonly<Record<string, FieldDraft>> | undefined {
    const changed = Object.entries(work.value.drafts).filter(([, draft]) => isChanged(draft))
    return changed.length > 0 ? Object.fromEntries(changed) : undefined
  }

  async function run(command: FieldCommand): Promise<void> {
    const { open: id } = work.value
    switch (command.kind) {
      case 'edit': {
        close()
        return open(command.id)
      }
      case 'type': return id === undefined ? undefined : putDraft(id, { ...work.value.drafts[id], text: command.text })
      case 'leave': return close()
      case 'cancel': return cancel(command.id)
      case 'save': return save(command.id, command.after)
      case 'undo': return undo()
      case 'keep': return update({ undo: undefined })
    }
  }

  return {
    externalUserId,
    work,
    run,
    unsaved,
    offer: kept => update({ drafts: { ...kept, ...work.value.drafts } }),
    reopen: () => update({ undo: undefined, failures: {} }),
  }
}
