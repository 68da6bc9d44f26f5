import { AppError } from '../../errors/app-error.ts'
import { networkFailureOf } from '../../errors/network-failure.ts'
import { DATABASE_ADVICE } from './database-advice.ts'

/**
 * Primary result codes of SQLite for problems of the machine: busy, locked, read-only, I/O error, corrupt, full, cannot
 * open, not a database.
 */
const SQLITE_OUTAGES = [5, 6, 8, 10, 11, 13, 14, 26]
/**
 * The same in PostgreSQL, as beginnings of SQLSTATE: connection, read-only after a fail-over, ended transaction,
 * rollback, resources, not in the right state, operator intervention, system error, internal error.
 */
const POSTGRES_OUTAGES = ['08', '25006', '25P03', '25P04', '40', '53', '55', '57', '58', 'XX']
/** Of these: it is shut down, or has not started completely. */
const POSTGRES_DOWN = '57P'
/** The database refuses what the admin has set up: beginnings of SQLSTATE, and what to do. */
const POSTGRES_REFUSALS: [beginning: string, advice: keyof typeof DATABASE_ADVICE][] = [
  ['28', 'account'],
  ['3D', 'database'],
  ['3F', 'rights'],
  ['42501', 'rights'],
  ['26', 'pooler'],
  ['42P05', 'pooler'],
]
const SQLSTATE = /^[0-9A-Z]{5}$/
/** pg's own errors have no code. When a connection breaks within a transaction, only its rollback fails, the last. */
const PG_OUTAGE = /timeout|timed out|terminated|not queryable/i
const PG_WITHOUT_TLS = /does not support SSL/i

/**
 * What a failed query says about the database.
 *
 * @returns {AppError} store_unavailable when the database cannot work now, database_config when it refuses the set-up;
 * the error itself when our statement is wrong
 */
export function databaseFailureOf(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error
  if ('errcode' in error) {
    return SQLITE_OUTAGES.includes(Number(error.errcode) & 0xff) ? away(`SQLite ${String(error.errcode)}`) : error
  }
  const code = 'code' in error ? String(error.code) : ''
  const beginsWith = (beginning: string) => SQLSTATE.test(code) && code.startsWith(beginning)
  const refusal = POSTGRES_REFUSALS.find(([beginning]) => beginsWith(beginning))
  if (refusal) return refused(refusal[1], code)
  if (beginsWith(POSTGRES_DOWN)) return unreachable(code)
  if (POSTGRES_OUTAGES.some(beginsWith)) return away(code)
  // The only files that a query opens are those of sslrootcert, sslcert and sslkey.
  if ('syscall' in error && error.syscall === 'open') return refused('certificate', code)
  const failure = networkFailureOf(error)
  if (failure) return failure.isCertificate ? refused('certificate', failure.code) : unreachable(failure.code)
  if (PG_WITHOUT_TLS.test(error.message)) return refused('tls', 'no TLS')
  return code === '' && PG_OUTAGE.test(error.message) ? unreachable('no answer') : error
}

function away(causeCode: string): AppError {
  return new AppError('store_unavailable', { causeCode })
}

function unreachable(causeCode: string): AppError {
  return new AppError('store_unavailable', { causeCode, advice: DATABASE_ADVICE.unreachable })
}

/** @param detail a code: a message could quote the user or the address */
function refused(advice: keyof typeof DATABASE_ADVICE, detail: string): AppError {
  return new AppError('database_config', { detail, advice: DATABASE_ADVICE[advice] })
}
