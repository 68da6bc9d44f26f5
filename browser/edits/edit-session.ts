import { shallowRef, type Ref } from 'vue'
import type { CustomerProfile, CustomerRelation, CustomerTag } from '#shared/types/customer.ts'
import { failureOf, type Failure } from '../failure'
import type { Api } from '../api/api'
import { ApiError } from '../api/api-error'
import type { KeyedResource } from '../resource/keyed-resource'
import {
  inverseOf,
  isSameValue,
  noEdits,
  textOf,
  type CustomerEdits,
  type Edit,
  type EditCommand,
  type EditField,
  type EditsByField,
  type EditState,
  type NoteEdit,
  type NoteValue,
} from './customer-edit'
import { createTurn } from './in-turn'
import { notDone, offered, restored, shelved } from './kept-edits'
import { changesSomething } from './unsaved-edits'

export interface EditSessionOptions {
  externalUserId: string
  api: Pick<Api, 'customer' | 'editCustomer' | 'editTags' | 'revealMobiles'>
  /** The resource of the customer on the screen, who may be another one when an answer arrives. */
  profile: Pick<KeyedResource<CustomerProfile>, 'put' | 'renew'>
}

/** The tag library belongs to no customer. */
type SessionCommand = Exclude<EditCommand, { kind: 'library' }>

export interface EditSession {
  edits: Readonly<Ref<CustomerEdits>>
  /** Runs a command of the member. */
  run: (command: SessionCommand) => Promise<void>
  /** Compares failed changes with the server's data: a change may have been saved although its answer was lost. */
  reconcile: (profile: CustomerProfile) => void
  /** Takes over what an earlier page left unsaved, for the member to decide. */
  offer: (kept: EditsByField) => void
  /** Starts another visit: the undo offer and revealed numbers of the last one end. */
  reopen: () => void
}

function failureFrom(error: unknown): Failure {
  if (error instanceof ApiError) return error.failure
  throw error
}

function idsOf(tags: CustomerTag[]): string[] {
  return tags.flatMap(tag => tag.id ?? [])
}

/**
 * The changes of one customer, from the first letter typed to the server's answer. It knows no other customer and
 * continues while the customer is not on the screen.
 */
export function createEditSession({ externalUserId, api, profile }: EditSessionOptions): EditSession {
  const edits = shallowRef(noEdits(externalUserId))
  /** One after another, so that answers arrive in order. */
  const inTurn = createTurn()
  let known: CustomerRelation | undefined

  function update(change: Partial<CustomerEdits>): void {
    edits.value = { ...edits.value, ...change }
  }

  function setState(field: EditField, state?: EditState): void {
    update({ states: { ...edits.value.states, [field]: state } })
  }

  function take(answer: CustomerProfile): CustomerProfile {
    if (answer.externalUserId !== externalUserId) throw new ApiError(failureOf('internal'))
    profile.put(externalUserId, answer)
    return answer
  }

  async function send(edit: Edit): Promise<void> {
    if (edit.field === 'tags') {
      take(await api.editTags(externalUserId, { add: idsOf(edit.add), remove: idsOf(edit.remove) }))
      return
    }
    const { field, before, after } = edit
    take(await api.editCustomer(externalUserId, { before: { [field]: before }, after: { [field]: after } }))
  }

  /** The server's current value. Reading phone numbers is recorded as a reveal; editing them implies one. */
  async function valueOf(field: NoteEdit['field']): Promise<NoteValue> {
    if (field === 'mobiles') {
      const { mobiles } = await api.revealMobiles(externalUserId)
      update({ mobiles: { status: 'revealed', mobiles } })
      await profile.renew(externalUserId)
      return mobiles
    }
    const { relation } = take(await api.customer(externalUserId))
    return relation ? textOf(relation, field) : ''
  }

  function saved(edit: Edit, undone = false): void {
    setState(edit.field)
    update({ undo: inverseOf(edit), undone })
    if (edit.field === 'mobiles') update({ mobiles: { status: 'revealed', mobiles: edit.after as string[] } })
  }

  async function outcomeOf(edit: Edit): Promise<EditState | 'saved'> {
    try {
      await send(edit)
      return 'saved'
    }
    catch (error) {
      const failure = failureFrom(error)
      if (failure.code !== 'edit_conflict' || edit.field === 'tags') return { status: 'failed', edit, failure }
      const theirs = await valueOf(edit.field)
      // An earlier try was saved although it seemed to fail.
      if (isSameValue(theirs, edit.after)) return 'saved'
      return { status: 'conflict', edit, theirs, failure }
    }
  }

  async function settle(edit: Edit, isUndo: boolean): Promise<void> {
    const outcome = await outcomeOf(edit)
      .catch((error: unknown) => ({ status: 'failed', edit, failure: failureFrom(error) } as const))
    if (outcome === 'saved') return saved(edit, isUndo)
    setState(edit.field, outcome)
    if (outcome.status === 'failed') await profile.renew(externalUserId)
  }

  function discard(field: EditField): void {
    const { drafts, kept } = edits.value
    update({ drafts: { ...drafts, [field]: undefined }, kept: { ...kept, [field]: undefined } })
    setState(field)
  }

  /** Each look at full phone numbers is recorded, also at those in a draft. Without the look, the draft stays kept. */
  async function restore(field: EditField): Promise<void> {
    const wanted = edits.value.kept[field]
    if (wanted?.field === 'mobiles' && wanted.before.length > 0) {
      if (edits.value.mobiles.status !== 'revealed') await reveal()
      const { mobiles } = edits.value
      if (mobiles.status !== 'revealed') return
      if (isSameValue(mobiles.mobiles, wanted.after)) return discard(field)
    }
    update(restored(edits.value, field))
  }

  async function save(edit: Edit, isUndo = false): Promise<void> {
    discard(edit.field)
    update({ undo: undefined })
    if (!changesSomething(edit)) return
    setState(edit.field, { status: 'saving', edit })
    await inTurn(() => settle(edit, isUndo))
  }

  async function reveal(): Promise<void> {
    const revealing = { status: 'revealing' } as const
    update({ mobiles: revealing })
    const outcome = await api.revealMobiles(externalUserId).then(
      ({ mobiles }) => ({ status: 'revealed', mobiles } as const),
      (error: unknown) => ({ status: 'failed', failure: failureFrom(error) } as const),
    )
    // The member may have hidden them again.
    if (edits.value.mobiles === revealing) update({ mobiles: outcome })
  }

  async function run(command: SessionCommand): Promise<void> {
    const { states, drafts, undo, undone } = edits.value
    const state = 'field' in command ? states[command.field] : undefined
    switch (command.kind) {
      case 'draft':
        setState(command.edit.field)
        return update({ drafts: { ...drafts, [command.edit.field]: command.edit } })
      case 'shelve': return update(shelved(edits.value, command.field))
      case 'restore': return restore(command.field)
      case 'discard': return discard(command.field)
      case 'save': return save(command.edit)
      case 'retry': return state?.status === 'failed' ? save(state.edit) : undefined
      case 'overwrite': return state?.status === 'conflict' ? save({ ...state.edit, before: state.theirs }) : undefined
      case 'undo': return undo && save(undo, !undone)
      case 'keep': return update({ undo: undefined })
      case 'reveal': return reveal()
      case 'hide': return update({ mobiles: { status: 'masked' } })
    }
  }

  function reconcile({ relation }: CustomerProfile): void {
    known = relation
    for (const state of Object.values(edits.value.states)) {
      if (state?.status !== 'failed' || !relation) continue
      const { edit } = state
      if (edit.field !== 'tags' && edit.field !== 'mobiles' && textOf(relation, edit.field) === edit.after) saved(edit)
    }
    update({ kept: notDone(edits.value.kept, known) })
  }

  function offer(found: EditsByField): void {
    update(offered(edits.value, notDone(found, known)))
  }

  function reopen(): void {
    update({ undo: undefined, undone: undefined, mobiles: { status: 'masked' } })
  }

  return { edits, run, reconcile, offer, reopen }
}
