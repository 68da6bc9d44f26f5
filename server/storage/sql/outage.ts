/** SQLite's primary result codes that speak of the machine: busy, locked, read-only, I/O error, corrupt, full, cannot open, not a database. */
const SQLITE_OUTAGES = [5, 6, 8, 10, 11, 13, 14, 26]
/** PostgreSQL's classes that do: connection, authorization, rollback, resources, operator intervention, system error. */
const POSTGRES_OUTAGES = ['08', '28', '40', '53', '57', '58']

/** Whether the database could not do its work, as opposed to a statement of ours that is wrong. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('errcode' in error) return SQLITE_OUTAGES.includes(Number(error.errcode) & 0xff)
  const code = 'code' in error ? String(error.code) : undefined
  const isSqlState = code !== undefined && /^[0-9A-Z]{5}$/.test(code)
  if (isSqlState) return POSTGRES_OUTAGES.includes(code.slice(0, 2))
  // Sockets fail with a code of the system's; pg's own time-outs and cut connections have none. "Not queryable" is what the
  // roll-back of a transaction says whose connection broke, and all that is heard of the break.
  return code !== undefined ? /^E[A-Z]+$/.test(code) : /timeout|timed out|terminated|not queryable/i.test(error.message)
}
