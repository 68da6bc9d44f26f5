import type { CustomerRelation } from '#shared/types/customer.ts'
import type { CustomerEdits, EditField, EditsByField } from './customer-edit'
import { changesSomething, isDone } from './unsaved-edits'

type Places = Pick<CustomerEdits, 'drafts' | 'kept'>

/** @returns the field closed, with what was typed kept */
export function shelved({ drafts, kept }: Places, field: EditField): Places {
  const edit = drafts[field]
  const isWorth = edit && changesSomething(edit)
  return { drafts: { ...drafts, [field]: undefined }, kept: isWorth ? { ...kept, [field]: edit } : kept }
}

/** @returns the field open with what was kept */
export function restored({ drafts, kept }: Places, field: EditField): Places {
  if (!kept[field]) return { drafts, kept }
  return { drafts: { ...drafts, [field]: kept[field] }, kept: { ...kept, [field]: undefined } }
}

/** @returns without what the profile has: an earlier page may have saved a change without learning of it */
export function notDone(kept: EditsByField, relation: CustomerRelation | undefined): EditsByField {
  const open = Object.values(kept).flatMap(edit => edit && !(relation && isDone(edit, relation)) ? [edit] : [])
  return Object.fromEntries(open.map(edit => [edit.field, edit]))
}

/** @returns with the changes of an earlier page, except in fields that this page has changed since */
export function offered({ drafts, kept, states }: CustomerEdits, found: EditsByField): Places {
  const places: Places = { drafts: { ...drafts }, kept: { ...kept } }
  for (const edit of Object.values(found)) {
    const open = drafts[edit.field]
    if (states[edit.field] || (open && changesSomething(open))) continue
    // The member was faster and has opened the field: it continues there.
    Object.assign(open ? places.drafts : places.kept, { [edit.field]: edit })
  }
  return places
}
