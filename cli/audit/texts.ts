import type { AuditRecord } from '../../shared/types/audit.ts'
import type { AuditProblem, AuditVerdict } from '../../server/audit/verify.ts'

const count = (value: number) => value.toLocaleString('en')

/** One row for people. */
export function whoLine({ at, lastAt, count: times, actor, action, result, details, network }: AuditRecord): string {
  const period = times > 1 ? `${at} to ${lastAt} (${times} times)` : at
  const outcome = result === 'ok' ? [] : [result]
  const more = Object.keys(details).length > 0 ? [JSON.stringify(details)] : []
  return [period, actor || 'unknown', action, ...outcome, network, ...more].join('  ')
}

const PROBLEMS: Record<AuditProblem['kind'], string> = {
  changed: 'is not what a server wrote at this place: it was changed, put in or moved',
  missing: 'is missing: it was deleted, moved or cut off',
  added: 'stands behind the last row that a server wrote',
  head: 'is the last one, but the record of the last row was changed',
  older: 'is not the row that a checkpoint has seen: the database is older than the checkpoint, or another one',
}

/** The result of a check. */
export function verdictText({ rows, head, expired, problem }: AuditVerdict): string {
  if (problem) return `Row ${count(problem.row)} ${PROBLEMS[problem.kind]}.`
  const deleted = expired > 0 ? ` (${count(expired)} of them deleted because their time was over)` : ''
  return `All ${count(rows)} rows are as they were written${deleted}. Checkpoint: ${JSON.stringify({ rows, head })}`
}
