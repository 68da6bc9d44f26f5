import type { CustomerNotes } from '#shared/types/customer-edit.ts'
import type { CustomerProfile, CustomerRelation, CustomerTag } from '#shared/types/customer.ts'
import type { Failure } from '../failure'

export type NoteField = keyof CustomerNotes

/** A text, or the list of phone numbers. */
export type NoteValue = NonNullable<CustomerNotes[NoteField]>

/** What can be changed, each on its own. */
export type EditField = NoteField | 'tags'

export interface NoteEdit {
  field: NoteField
  /** As the member saw it. */
  before: NoteValue
  after: NoteValue
}

export interface TagsEdit {
  field: 'tags'
  add: CustomerTag[]
  remove: CustomerTag[]
}

/** One change as the member asked for it. */
export type Edit = NoteEdit | TagsEdit

/** What has become of a change. A saved one leaves no trace but the offer to undo it. */
export type EditState
  = | { status: 'saving', edit: Edit }
    | { status: 'failed', edit: Edit, failure: Failure }
    | { status: 'conflict', edit: NoteEdit, theirs: NoteValue, failure: Failure }

/** The phone numbers in full, as far as the member has asked for them. */
export type Revealed
  = | { status: 'masked' }
    | { status: 'revealing' }
    | { status: 'revealed', mobiles: string[] }
    | { status: 'failed', failure: Failure }

/** Everything about the changes of one customer. */
export interface CustomerEdits {
  externalUserId: string
  /** What is being typed, and what it said when the field was opened; a field with a draft is open for editing. */
  drafts: { [Field in NoteField]?: NoteEdit }
  states: { [Field in EditField]?: EditState }
  /** The change that takes back the last one. */
  undo?: Edit
  mobiles: Revealed
}

/** What a member can ask for on the profile. */
export type EditCommand
  = | { kind: 'draft', edit: NoteEdit }
    /** Closes the field: the draft, the failure or the conflict is forgotten. */
    | { kind: 'discard', field: EditField }
    | { kind: 'save', edit: Edit }
    | { kind: 'retry', field: EditField }
    /** Settles a conflict in favour of the member's own version. */
    | { kind: 'overwrite', field: NoteField }
    | { kind: 'undo' }
    | { kind: 'keep' }
    | { kind: 'reveal' }
    | { kind: 'hide' }
    /** Asks for the company's tags, to choose from. */
    | { kind: 'library' }

/** @returns what there is before anything has been changed */
export function noEdits(externalUserId: string): CustomerEdits {
  return { externalUserId, drafts: {}, states: {}, mobiles: { status: 'masked' } }
}

/** @returns the change that takes `edit` back */
export function inverseOf(edit: Edit): Edit {
  return edit.field === 'tags'
    ? { ...edit, add: edit.remove, remove: edit.add }
    : { ...edit, before: edit.after, after: edit.before }
}

/** @returns whether two values of a field are the same */
export function isSameValue(one: NoteValue, other: NoteValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** @returns whether something would be lost with these changes: typed, on its way, or not saved */
export function isUnsaved({ drafts, states }: CustomerEdits): boolean {
  return Object.values(states).some(Boolean) || Object.values(drafts).some(draft => draft && !isSameValue(draft.before, draft.after))
}

/** @returns a text of the profile; an absent one is empty. Phone numbers are not in it: they are masked there */
export function textOf(relation: CustomerRelation, field: Exclude<NoteField, 'mobiles'>): string {
  return relation[field] ?? ''
}

/** @returns the profile as it will be once `edit` is saved */
export function withEdit(profile: CustomerProfile, edit: Edit): CustomerProfile {
  const { relation } = profile
  if (!relation || edit.field === 'mobiles') return profile
  if (edit.field !== 'tags') return { ...profile, relation: { ...relation, [edit.field]: edit.after } }
  const gone = new Set([...edit.remove, ...edit.add].map(tag => tag.id))
  const tags = [...relation.tags.filter(tag => !tag.id || !gone.has(tag.id)), ...edit.add]
  return { ...profile, relation: { ...relation, tags } }
}
