import type { CustomerEdits, EditField } from './customer-edit'

/** @returns whether a field shows more than its value: an editor, an offer, or what went wrong */
export function isOpenIn({ drafts, kept, states }: CustomerEdits, field: EditField): boolean {
  const status = states[field]?.status
  return !!drafts[field] || !!kept[field] || (!!status && status !== 'saving')
}
