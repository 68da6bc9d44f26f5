import type { AuditAction } from '../audit-actions.ts'

/** A row of the audit, for people. */
export interface AuditRecord {
  seq: number
  /** ISO 8601. */
  at: string
  /** The last time, when it was done more than once. */
  lastAt: string
  count: number
  action: AuditAction
  /** Userid of a member, or `api-key:` and the id of a key; empty while unknown. */
  actor: string
  /** Pseudonym; empty when the action is not about one customer. */
  subject: string
  /** `ok`, or the code of the error. */
  result: string
  details: Record<string, string | number | string[]>
  requestId: string
  network: string
}

/** The newest first. */
export interface AuditPage {
  records: AuditRecord[]
  /** For the next page. */
  cursor?: string
}

/** Every field narrows the search. */
export interface AuditFilter {
  actor?: string
  /** Id of a customer, person, openid or group. */
  customer?: string
  action?: AuditAction
  /** ISO 8601 dates or moments; `to` is not included. */
  from?: string
  to?: string
}
