import type { ExpressionBuilder } from 'kysely'
import type { Subject } from '../identity/subjects.ts'
import type { Schema } from '../storage/sql/schema.ts'
import type { CustomerStageTable, SubjectColumns } from '../storage/sql/story-schema.ts'
import { subjectColumns } from './entry.ts'

/** SQLite's expressions are 1,000 levels deep at most, and each subject is one more. */
const SUBJECTS_A_STATEMENT = 200

type SetRow = Pick<CustomerStageTable, 'setAt' | 'subjectId'>

/** @returns the same text for the same subject, for the keys of maps */
export function subjectKey({ subjectKind, subjectScope, subjectId }: SubjectColumns): string {
  return JSON.stringify([subjectKind, subjectScope, subjectId])
}

/** @returns each subject once, as many together as a statement may name */
export function chunksOfSubjects(subjects: readonly Subject[]): SubjectColumns[][] {
  const distinct = [...new Map(subjects.map(subjectColumns).map(columns => [subjectKey(columns), columns])).values()]
  return chunksOf(distinct, SUBJECTS_A_STATEMENT)
}

/** @returns the items in their order, so many together at most */
export function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
}

/** @returns the condition of rows about one of these, for `where` */
export function ofSubjects(subjects: readonly SubjectColumns[]) {
  return (eb: ExpressionBuilder<Schema, 'customerStage' | 'customerField' | 'timelineEntry'>) =>
    eb.or(subjects.map(({ subjectKind, subjectScope, subjectId }) => eb.and({ subjectKind, subjectScope, subjectId })))
}

/** Of several ids of a person, what was set last counts: it is the last one. */
export function bySetting(a: SetRow, b: SetRow): number {
  return a.setAt - b.setAt || (a.subjectId < b.subjectId ? 1 : -1)
}
