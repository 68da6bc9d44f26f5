/**
 * Primary result codes of SQLite for problems of the machine: busy, locked, read-only, I/O error, corrupt, full, cannot
 * open, not a database.
 */
const SQLITE_OUTAGES = [5, 6, 8, 10, 11, 13, 14, 26]
/** The same in PostgreSQL: connection, authorization, rollback, resources, operator intervention, system error. */
const POSTGRES_OUTAGES = ['08', '28', '40', '53', '57', '58']

/** Whether the database was unable to work; false when our statement is wrong. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('errcode' in error) return SQLITE_OUTAGES.includes(Number(error.errcode) & 0xff)
  const code = 'code' in error ? String(error.code) : undefined
  const isSqlState = code !== undefined && /^[0-9A-Z]{5}$/.test(code)
  if (isSqlState) return POSTGRES_OUTAGES.includes(code.slice(0, 2))
  // A socket's error has a code of the system; pg's own timeouts and cut connections have none. When the connection
  // breaks within a transaction, only its rollback fails, with "not queryable".
  return code !== undefined ? /^E[A-Z]+$/.test(code) : /timeout|timed out|terminated|not queryable/i.test(error.message)
}
