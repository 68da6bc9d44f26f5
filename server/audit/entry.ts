import type { AuditAction } from '#shared/audit-actions.ts'
import type { AuditRowTable } from '../storage/sql/schema.ts'

/** What else a row says: never a name, a number, or the id of a customer, person or openid. */
export type AuditDetails = Readonly<Record<string, string | number | readonly string[] | undefined>>

/** Something that happened, before ids are replaced by pseudonyms. */
export interface AuditEntry {
  action: AuditAction
  /** Milliseconds since 1970. */
  at: number
  /** Userid of a member, or `api-key:` and the id of a key; absent while unknown. */
  actor?: string
  /** Id of the customer, person, openid or group. Only its pseudonym is stored. */
  subject?: string
  /** Other ids of that kind, as details: only their pseudonyms are stored. */
  ids?: Readonly<Record<string, string>>
  details?: AuditDetails
  /** `ok`, or the code of the error. */
  result: string
  requestId?: string
  /** Of the client. */
  network?: string
}

/** A row before it has its place in the chain. */
export type UnchainedRow = Omit<AuditRowTable, 'corpId' | 'seq' | 'mac' | 'countMac'>

/** @param pseudonym of an id */
export function toRow(entry: AuditEntry, pseudonym: (id: string) => string): UnchainedRow {
  const { action, at, actor = '', subject, ids = {}, details = {}, result, requestId = '', network = '' } = entry
  const hidden = Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, pseudonym(id)]))
  return {
    at,
    action,
    actor,
    subject: subject === undefined ? '' : pseudonym(subject),
    result,
    details: JSON.stringify({ ...details, ...hidden }),
    requestId,
    network,
    count: 1,
    lastAt: at,
  }
}
