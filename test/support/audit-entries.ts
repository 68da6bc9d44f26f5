import { createAuditKeys } from '../../server/audit/keys.ts'
import { appendRows } from '../../server/audit/append.ts'
import { toRow } from '../../server/audit/entry.ts'
import type { AuditEntry } from '../../server/audit/entry.ts'
import type { SqlDatabase } from '../../server/storage/sql/sql-database.ts'

export const ROOTS = ['the first password of the audit']

/** A view of a customer, unless `changes` say something else. */
export function entry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    action: 'view_customer',
    at: 1_764_000_000_000,
    actor: 'lin',
    subject: 'wmCustomer',
    result: 'ok',
    requestId: 'r',
    network: '10.0.0.1',
    ...changes,
  }
}

/** The audit of a corp in a test. */
export function openTestAudit(database: SqlDatabase, corpId: string) {
  const openKeys = createAuditKeys({ database, corpId, roots: ROOTS })
  return {
    openKeys,
    async append(...entries: AuditEntry[]) {
      const keys = await openKeys()
      await database.run(query => query.transaction().execute(transaction =>
        appendRows(transaction, { corpId, keys }, entries.map(one => toRow(one, keys.pseudonym)))))
    },
  }
}
