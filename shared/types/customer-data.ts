import type { FieldValue } from './field.ts'

/** The stage and the fields of a customer, by their names, as systems of the company read and write them. */
export interface CustomerData {
  stage?: string
  fields: Record<string, FieldValue>
}

/** POST /api/customer-data */
export interface ImportedCustomerData {
  /** How many stages and fields have another value now. */
  changed: number
  /** Stages and fields that are not there, or cannot have the value; all others are written. */
  refused: {
    /** Place of the customer in the call, from 0. */
    position: number
    /** Of the field; absent: the stage. */
    field?: string
  }[]
}
