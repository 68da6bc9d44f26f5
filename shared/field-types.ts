/** What the fields of the company can hold, in the order of the page. */
export const FIELD_TYPES = ['text', 'number', 'date', 'choice', 'switch'] as const

export type FieldType = typeof FIELD_TYPES[number]
