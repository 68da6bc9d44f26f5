import type { Kysely, Transaction } from 'kysely'
import type { CustomerFields, Field, FieldEdit, FieldListEdit } from '#shared/types/field.ts'
import { AppError } from '../errors/app-error.ts'
import type { Schema } from '../storage/sql/schema.ts'
import type { Alongside } from '../storage/sql/sql-database.ts'
import { definitionsLock, redefine } from './defined-list.ts'
import { toRow } from './entry.ts'
import { fits } from './field-values.ts'
import { readSetValues, writeSetValues } from './set-values.ts'
import type { PersonSubjects } from './set-values.ts'
import type { StagesOptions } from './stages.ts'

/** The fields of the company, and what they say about a customer. Every method throws {AppError} store_unavailable. */
export interface Fields {
  list(): Promise<Field[]>
  /** Idempotent. What a field that is gone has said of customers is gone, too. @throws edit_conflict */
  define(edit: FieldListEdit, alongside?: Alongside<[fields: Field[]]>): Promise<Field[]>
  /** @param subjects the ids of the customer */
  of(subjects: PersonSubjects): Promise<CustomerFields>
  /**
   * Idempotent. The caller has checked that the member may see the customer.
   *
   * @throws edit_conflict; invalid_request for a value of another type
   */
  set(userId: string, about: FieldPlace, edit: FieldEdit, alongside?: Alongside): Promise<CustomerFields>
}

/** A field of a customer. */
export interface FieldPlace {
  externalUserId: string
  fieldId: string
}

export function createFields({ database, corpId, subjectsOf, now, newId, changed }: StagesOptions): Fields {
  const readList = (query: Kysely<Schema>) => readFields(query, corpId)

  async function setDefined(transaction: Transaction<Schema>, fields: Field[]): Promise<void> {
    const ids = fields.map(({ id }) => id)
    await transaction.deleteFrom('customerField').where('corpId', '=', corpId)
      .$if(ids.length > 0, query => query.where('fieldId', 'not in', ids)).execute()
    await transaction.deleteFrom('field').where('corpId', '=', corpId).execute()
    if (fields.length === 0) return
    await transaction.insertInto('field').values(fields.map(({ id, name, type, choices }, position) =>
      ({ id, corpId, name, type, choices: choices ? JSON.stringify(choices) : null, position }))).execute()
  }

  return {
    list: () => database.run(readList),

    define: (edit, alongside) => database.exclusively(definitionsLock(corpId), async (transaction) => {
      const known = await readList(transaction)
      const typeOf = new Map(known.map(({ id, type }) => [id, type]))
      if (edit.after.some(({ id, type }) => id !== undefined && typeOf.has(id) && typeOf.get(id) !== type)) {
        throw new AppError('invalid_request')
      }
      const fields = redefine(known, edit, newId)
      if (fields === known) return known
      await setDefined(transaction, fields)
      await alongside?.(transaction, fields)
      return fields
    }),

    of: subjects => database.run(async (query) => {
      const fields = await readList(query)
      const [known] = await readSetValues(query, corpId, [subjects])
      return { fields, values: known!.values }
    }),

    async set(userId, { externalUserId, fieldId }, { before, after }, alongside) {
      const subjects = await subjectsOf(externalUserId)
      // Together with `define`, so that no value is written for a field that is being deleted.
      const result = await database.exclusively(definitionsLock(corpId), async (transaction) => {
        const fields = await readList(transaction)
        const [{ values } = { values: {} }] = await readSetValues(transaction, corpId, [subjects])
        const field = fields.find(({ id }) => id === fieldId)
        if (!field) throw new AppError('edit_conflict')
        if (values[fieldId] === after) return { fields, values }
        if (values[fieldId] !== before) throw new AppError('edit_conflict')
        // A choice may be gone since; another type never was there.
        if (after !== undefined && !fits(field, after)) {
          throw new AppError(field.type === 'choice' ? 'edit_conflict' : 'invalid_request')
        }
        const at = now()
        const change = { subjects, values: { [fieldId]: after ?? null } }
        await writeSetValues(transaction, corpId, [change], { by: userId, at })
        await transaction.insertInto('timelineEntry').values(toRow(corpId, {
          subject: subjects[0], at, kind: 'change', action: 'fields', source: 'sidebar', eventId: newId(), who: userId,
          details: { ownFields: [field.name] },
        })).execute()
        await alongside?.(transaction)
        const { [fieldId]: _, ...others } = values
        return { fields, values: after === undefined ? others : { ...others, [fieldId]: after } }
      })
      changed(subjects)
      return result
    },
  }
}

/** @returns the fields of the corp, in their order */
export async function readFields(query: Kysely<Schema>, corpId: string): Promise<Field[]> {
  const rows = await query.selectFrom('field').select(['id', 'name', 'type', 'choices']).where('corpId', '=', corpId)
    .orderBy('position').execute()
  return rows.map(({ choices, ...field }) =>
    ({ ...field, ...choices !== null && { choices: JSON.parse(choices) as string[] } }))
}
