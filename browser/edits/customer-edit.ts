import type { CustomerNotes } from '#shared/types/customer-edit.ts'
import type { CustomerProfile, CustomerRelation, CustomerTag } from '#shared/types/customer.ts'
import type { Failure } from '../failure'

export type NoteField = keyof CustomerNotes

/** A text, or a list of phone numbers. */
export type NoteValue = NonNullable<CustomerNotes[NoteField]>

/** The fields that can be changed, each separately. */
export type EditField = NoteField | 'tags'

export interface NoteEdit {
  field: NoteField
  /** The value that the member saw. */
  before: NoteValue
  after: NoteValue
}

export interface TagsEdit {
  field: 'tags'
  add: CustomerTag[]
  remove: CustomerTag[]
}

/** One change of the member. */
export type Edit = NoteEdit | TagsEdit

/** At most one change of each field. */
export type EditsByField = { [Field in NoteField]?: NoteEdit } & { tags?: TagsEdit }

/** The progress of a change. A saved one has no state. */
export type EditState
  = | { status: 'saving', edit: Edit }
    | { status: 'failed', edit: Edit, failure: Failure }
    | { status: 'conflict', edit: NoteEdit, theirs: NoteValue, failure: Failure }

/** The full phone numbers, if the member asked for them. */
export type Revealed
  = | { status: 'masked' }
    | { status: 'revealing' }
    | { status: 'revealed', mobiles: string[] }
    | { status: 'failed', failure: Failure }

/** All changes of one customer. */
export interface CustomerEdits {
  externalUserId: string
  /** What is being typed or chosen, and the value when the field was opened. A note with a draft is being edited. */
  drafts: EditsByField
  /** What was left unsaved, by an earlier page or a closed dialog. The member decides about it. */
  kept: EditsByField
  states: { [Field in EditField]?: EditState }
  /** The inverse of the last change. */
  undo?: Edit
  /** Whether the last change was an undo, so that `undo` makes the change again. */
  undone?: boolean
  mobiles: Revealed
}

/** The member's commands on the profile. */
export type EditCommand
  = | { kind: 'draft', edit: Edit }
    /** Closes the field and keeps its draft. */
    | { kind: 'shelve', field: EditField }
    /** Opens the field with what was kept. */
    | { kind: 'restore', field: EditField }
    /** Closes the field and drops its draft, failure or conflict. */
    | { kind: 'discard', field: EditField }
    | { kind: 'save', edit: Edit }
    | { kind: 'retry', field: EditField }
    /** Ends a conflict with the member's own version. */
    | { kind: 'overwrite', field: NoteField }
    | { kind: 'undo' }
    | { kind: 'keep' }
    | { kind: 'reveal' }
    | { kind: 'hide' }
    /** Loads the company's tags. */
    | { kind: 'library' }

/** @returns the state before any change */
export function noEdits(externalUserId: string): CustomerEdits {
  return { externalUserId, drafts: {}, kept: {}, states: {}, mobiles: { status: 'masked' } }
}

/** @returns the inverse of `edit` */
export function inverseOf(edit: Edit): Edit {
  return edit.field === 'tags'
    ? { ...edit, add: edit.remove, remove: edit.add }
    : { ...edit, before: edit.after, after: edit.before }
}

/** @returns whether two values of a field are the same */
export function isSameValue(one: NoteValue, other: NoteValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** @returns a text of the profile; empty if absent. Not for phone numbers, which are masked there */
export function textOf(relation: CustomerRelation, field: Exclude<NoteField, 'mobiles'>): string {
  return relation[field] ?? ''
}

/** @returns the profile with `edit` applied */
export function withEdit(profile: CustomerProfile, edit: Edit): CustomerProfile {
  const { relation } = profile
  if (!relation || edit.field === 'mobiles') return profile
  if (edit.field !== 'tags') return { ...profile, relation: { ...relation, [edit.field]: edit.after } }
  const gone = new Set([...edit.remove, ...edit.add].map(tag => tag.id))
  const tags = [...relation.tags.filter(tag => !tag.id || !gone.has(tag.id)), ...edit.add]
  return { ...profile, relation: { ...relation, tags } }
}
