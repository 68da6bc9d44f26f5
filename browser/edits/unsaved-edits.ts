import type { CustomerRelation } from '#shared/types/customer.ts'
import { isSameValue, textOf, type CustomerEdits, type Edit, type EditsByField } from './customer-edit'

/** @returns whether an edit would change something */
export function changesSomething(edit: Edit): boolean {
  return edit.field === 'tags' ? edit.add.length + edit.remove.length > 0 : !isSameValue(edit.before, edit.after)
}

/** @returns whether leaving would lose something that is typed, being sent or failed. What is kept is not lost */
export function isUnsaved({ drafts, states }: CustomerEdits): boolean {
  return Object.values(states).some(Boolean) || Object.values(drafts).some(draft => draft && changesSomething(draft))
}

/** @returns everything that is not saved as far as this page knows; undefined when there is nothing */
export function unsavedIn({ drafts, kept, states }: CustomerEdits): EditsByField | undefined {
  const edits = [...Object.values(kept), ...Object.values(states).map(state => state?.edit), ...Object.values(drafts)]
    .filter(edit => edit && changesSomething(edit))
  return edits.length > 0 ? Object.fromEntries(edits.map(edit => [edit!.field, edit])) : undefined
}

/** @returns whether the profile has the result of an edit. Unknown of phone numbers, which are masked there */
export function isDone(edit: Edit, relation: CustomerRelation): boolean {
  if (edit.field === 'mobiles') return false
  if (edit.field !== 'tags') return textOf(relation, edit.field) === (edit.after as string).trim()
  const ids = new Set(relation.tags.map(({ id }) => id))
  return edit.add.every(({ id }) => ids.has(id)) && !edit.remove.some(({ id }) => ids.has(id))
}
