import type { FieldType } from '../field-types.ts'
import type { KeptDraft } from './draft.ts'

/** What the company wants to know of its customers, and WeCom has no place for. */
export interface Field {
  id: string
  name: string
  /** Stays as it is. */
  type: FieldType
  /** Of the type `choice`. */
  choices?: string[]
}

/** GET /api/fields: the fields of the company, in their order. */
export interface FieldList {
  fields: Field[]
  /** Of an admin who has begun to define them. */
  draft?: KeptDraft
}

/** PUT /api/fields → FieldList, or 409 `edit_conflict` when the fields are not `before`. A new field has no id. */
export interface FieldListEdit {
  before: Field[]
  after: (Omit<Field, 'id'> & Partial<Field>)[]
}

/** By type: a text of one line, a number, `YYYY-MM-DD`, one of the choices, on or off. */
export type FieldValue = string | number | boolean

/** What is known of a customer, with the fields of the company. */
export interface CustomerFields extends Pick<FieldList, 'fields'> {
  /** By id of the field; absent: none. A choice may be one that there is no more. */
  values: Record<string, FieldValue>
}

/**
 * PUT /api/customers/:externalUserId/fields/:id → CustomerFields, or 409 `edit_conflict` when the value is not
 * `before`, or the field cannot hold `after` any more. Absent: none.
 */
export interface FieldEdit {
  before?: FieldValue
  after?: FieldValue
}
