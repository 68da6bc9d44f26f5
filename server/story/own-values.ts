import type { OwnValues } from '#shared/types/own-values.ts'
import type { Subject } from '../identity/subjects.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import { readFields } from './fields.ts'
import { readLastContacts } from './last-contacts.ts'
import { readSetValues } from './set-values.ts'
import type { PersonSubjects, SetValues } from './set-values.ts'
import { readStages } from './stages.ts'

const NOTHING: SetValues = { values: {} }

export interface OwnValuesOptions {
  database: SqlDatabase
  corpId: string
  /** The ids of the person of each of these; itself first. */
  subjectsOfAll: (asked: readonly Subject[]) => Promise<PersonSubjects[]>
}

/**
 * Reads stages and fields of many customers, and when the member was in contact with them. The caller has checked that
 * the member may see them.
 *
 * @throws {AppError} store_unavailable
 */
export async function readOwnValues(
  { database, corpId, subjectsOfAll }: OwnValuesOptions, userId: string, externalUserIds: readonly string[],
): Promise<OwnValues> {
  const { contacts, ...definitions } = await database.run(async query => ({
    stages: await readStages(query, corpId),
    fields: await readFields(query, corpId),
    contacts: await readLastContacts(query, { corpId, userId, externalUserIds }),
  }))
  // Most companies have none: then thousands of customers are not looked up.
  const isEmpty = definitions.stages.length + definitions.fields.length === 0
  const people = isEmpty
    ? []
    : await subjectsOfAll(externalUserIds.map(id => ({ kind: 'externalUserId', scope: corpId, id })))
  const known = await database.run(query => readSetValues(query, corpId, people))
  const customers = externalUserIds.flatMap((id, i) => {
    const { stageId, values } = known[i] ?? NOTHING
    const contact = contacts.get(id)
    if (stageId === undefined && contact === undefined && Object.keys(values).length === 0) return []
    const contactedAt = contact === undefined ? undefined : new Date(contact).toISOString()
    return [[id, { stageId, values, contactedAt }] as const]
  })
  return { ...definitions, customers: Object.fromEntries(customers) }
}
