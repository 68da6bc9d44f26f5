import type { Field, FieldValue } from '#shared/types/field.ts'

/** @returns whether the field can hold the value */
export function fits({ type, choices }: Field, value: FieldValue): boolean {
  switch (type) {
    case 'text': return typeof value === 'string'
    case 'number': return typeof value === 'number'
    case 'date': return typeof value === 'string' && isDate(value)
    case 'choice': return typeof value === 'string' && choices!.includes(value)
    case 'switch': return typeof value === 'boolean'
  }
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !!new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text)
}
