import type { AuditFilter } from '#shared/types/audit.ts'

const DAY_MS = 24 * 60 * 60_000

/**
 * @param filter with days of the browser's time zone; the last day is included
 * @returns the query of /api/audit, without empty fields
 */
export function auditQuery({ actor, customer, action, from, to }: AuditFilter): Record<string, string> {
  const query = {
    actor: actor?.trim(),
    customer: customer?.trim(),
    action,
    from: from && momentOf(from, 0),
    to: to && momentOf(to, DAY_MS),
  }
  return Object.fromEntries(Object.entries(query).flatMap(([name, value]) => value ? [[name, value]] : []))
}

/** The beginning of a day in the browser's time zone. */
function momentOf(day: string, addedMs: number): string {
  // Noon plus a day is the next day, also when the clocks change.
  const noon = new Date(new Date(`${day}T12:00`).getTime() + addedMs)
  return new Date(noon.getFullYear(), noon.getMonth(), noon.getDate()).toISOString()
}
