import type { Kysely, Transaction } from 'kysely'
import type { FieldValue } from '#shared/types/field.ts'
import type { Subject } from '../identity/subjects.ts'
import type { Schema } from '../storage/sql/schema.ts'
import type { SubjectColumns } from '../storage/sql/story-schema.ts'
import { subjectColumns } from './entry.ts'
import { bySetting, chunksOf, chunksOfSubjects, ofSubjects, subjectKey } from './subject-rows.ts'

const ROWS_A_STATEMENT = 500

/** The ids of a person; the first one keeps what is set. */
export type PersonSubjects = readonly [Subject, ...Subject[]]

/** What is known of a person, by ids. */
export interface SetValues {
  stageId?: string
  /** By id of the field. */
  values: Record<string, FieldValue>
}

/** What is set now about a person. */
export interface ValueChange extends Pick<SetValues, 'stageId'> {
  subjects: PersonSubjects
  /** By id of the field; null: none any more. */
  values: Record<string, FieldValue | null>
}

/**
 * Of several ids of a person, what was set last counts.
 *
 * @returns of each person
 */
export async function readSetValues(
  query: Kysely<Schema>, corpId: string, people: readonly PersonSubjects[],
): Promise<SetValues[]> {
  const known = new Map<string, { setAt: number, subjectId: string, set: SetValues }[]>()
  const note = (row: SubjectColumns & { setAt: number }, set: SetValues) => {
    const key = subjectKey(row)
    known.set(key, [...known.get(key) ?? [], { setAt: row.setAt, subjectId: row.subjectId, set }])
  }
  for (const subjects of chunksOfSubjects(people.flat())) {
    const stages = await query.selectFrom('customerStage')
      .select(['subjectKind', 'subjectScope', 'subjectId', 'setAt', 'stageId'])
      .where('corpId', '=', corpId).where(ofSubjects(subjects)).execute()
    const fields = await query.selectFrom('customerField')
      .select(['subjectKind', 'subjectScope', 'subjectId', 'setAt', 'fieldId', 'value'])
      .where('corpId', '=', corpId).where(ofSubjects(subjects)).execute()
    for (const row of stages) note(row, { stageId: row.stageId, values: {} })
    for (const row of fields) note(row, { values: { [row.fieldId]: JSON.parse(row.value) as FieldValue } })
  }
  return people.map(subjects => subjects.flatMap(subject => known.get(subjectKey(subjectColumns(subject))) ?? [])
    .sort(bySetting)
    .reduce<SetValues>((all, { set }) => ({
      stageId: set.stageId ?? all.stageId, values: { ...all.values, ...set.values },
    }), { values: {} }))
}

/** @param set `by`: the member or the system; `at`: milliseconds since 1970 */
export async function writeSetValues(
  transaction: Transaction<Schema>, corpId: string, changes: readonly ValueChange[], set: { by: string, at: number },
): Promise<void> {
  const about = ({ subjects }: ValueChange) =>
    ({ corpId, ...subjectColumns(subjects[0]), setBy: set.by, setAt: set.at })
  const staged = changes.flatMap(change => change.stageId === undefined
    ? []
    : [{ ...about(change), stageId: change.stageId, subjects: change.subjects }])
  for (const subjects of chunksOfSubjects(staged.flatMap(row => row.subjects))) {
    await transaction.deleteFrom('customerStage').where('corpId', '=', corpId).where(ofSubjects(subjects)).execute()
  }
  for (const rows of chunksOf(staged, ROWS_A_STATEMENT)) {
    await transaction.insertInto('customerStage').values(rows.map(({ subjects: _, ...row }) => row)).execute()
  }

  const filled = changes.flatMap(change => Object.entries(change.values).map(([fieldId, value]) =>
    ({ ...about(change), fieldId, value, subjects: change.subjects })))
  for (const [fieldId, rows] of Map.groupBy(filled, row => row.fieldId)) {
    for (const subjects of chunksOfSubjects(rows.flatMap(row => row.subjects))) {
      await transaction.deleteFrom('customerField').where(eb => eb.and({ corpId, fieldId }))
        .where(ofSubjects(subjects)).execute()
    }
  }
  for (const rows of chunksOf(filled.filter(({ value }) => value !== null), ROWS_A_STATEMENT)) {
    await transaction.insertInto('customerField')
      .values(rows.map(({ subjects: _, value, ...row }) => ({ ...row, value: JSON.stringify(value) }))).execute()
  }
}
