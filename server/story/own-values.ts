import type { OwnValues } from '#shared/types/own-values.ts'
import type { Subject } from '../identity/subjects.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import { readFields } from './fields.ts'
import { readSetValues } from './set-values.ts'
import type { PersonSubjects } from './set-values.ts'
import { readStages } from './stages.ts'

export interface OwnValuesOptions {
  database: SqlDatabase
  corpId: string
  /** The ids of the person of each of these; itself first. */
  subjectsOfAll: (asked: readonly Subject[]) => Promise<PersonSubjects[]>
}

/**
 * Reads stages and fields of many customers. The caller has checked that the member may see them.
 *
 * @throws {AppError} store_unavailable
 */
export async function readOwnValues(
  { database, corpId, subjectsOfAll }: OwnValuesOptions, externalUserIds: readonly string[],
): Promise<OwnValues> {
  const definitions = await database.run(async query =>
    ({ stages: await readStages(query, corpId), fields: await readFields(query, corpId) }))
  // Most companies have none: then thousands of customers are not looked up.
  if (definitions.stages.length + definitions.fields.length === 0) return { ...definitions, customers: {} }
  const people = await subjectsOfAll(externalUserIds.map(id => ({ kind: 'externalUserId', scope: corpId, id })))
  const known = await database.run(query => readSetValues(query, corpId, people))
  const customers = externalUserIds.flatMap((id, i) => {
    const { stageId, values } = known[i]!
    return stageId === undefined && Object.keys(values).length === 0 ? [] : [[id, { stageId, values }] as const]
  })
  return { ...definitions, customers: Object.fromEntries(customers) }
}
