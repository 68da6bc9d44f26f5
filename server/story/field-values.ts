import type { Kysely, Transaction } from 'kysely'
import type { CustomerFields, Field, FieldValue } from '#shared/types/field.ts'
import type { Subject } from '../identity/subjects.ts'
import type { Schema } from '../storage/sql/schema.ts'
import { subjectColumns } from './entry.ts'

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

/** Of several ids of a person, the value set last counts. */
export async function readValues(
  query: Kysely<Schema>, corpId: string, subjects: readonly Subject[],
): Promise<CustomerFields['values']> {
  const rows = await query.selectFrom('customerField').select(['fieldId', 'value']).where('corpId', '=', corpId)
    .where(eb => eb.or(subjects.map(subject => eb.and(subjectColumns(subject)))))
    .orderBy('setAt').orderBy('subjectId', 'desc').execute()
  return Object.fromEntries(rows.map(({ fieldId, value }) => [fieldId, JSON.parse(value) as FieldValue]))
}

/** A value that is set, and by which member or system. */
export interface SetValue {
  fieldId: string
  /** Absent: none. */
  value?: FieldValue
  by: string
  /** Milliseconds since 1970. */
  at: number
}

/** @param subjects the ids of the person; the first one keeps the value */
export async function writeValue(
  transaction: Transaction<Schema>, corpId: string, subjects: readonly [Subject, ...Subject[]], set: SetValue,
): Promise<void> {
  const { fieldId, value, by, at } = set
  for (const columns of subjects.map(subjectColumns)) {
    await transaction.deleteFrom('customerField').where(eb => eb.and({ corpId, fieldId, ...columns })).execute()
  }
  if (value === undefined) return
  await transaction.insertInto('customerField')
    .values({
      corpId, ...subjectColumns(subjects[0]), fieldId, value: JSON.stringify(value), setBy: by, setAt: at,
    }).execute()
}
