import type { Field, FieldValue } from './field.ts'
import type { Stage } from './stage.ts'

/** GET /api/customers/values: what is known of the member's own customers, to filter and sort them by. */
export interface OwnValues {
  stages: Stage[]
  fields: Field[]
  /** By external_userid; absent: nothing is known of the customer. */
  customers: Record<string, KnownValues>
}

/** What is known of a customer. */
export interface KnownValues {
  stageId?: string
  /** By id of the field. */
  values: Record<string, FieldValue>
  /**
   * ISO 8601, UTC: when the member last wrote a note about the customer, sent a reply from here, or was done with a
   * reminder. Absent: never.
   */
  contactedAt?: string
}
