import { AppError } from '../errors/app-error.ts'
import type { Clock } from '../upstream/clock.ts'

export interface OutageLogOptions {
  log: Record<'info' | 'warn', (fields: object, message: string) => void>
  clock: Pick<Clock, 'monotonic'>
  /** The line of a failure. */
  failing: string
  /** The line of its end, with the milliseconds since the first failure. */
  working: string
  /** More for the line of a failure. */
  facts?: () => object
}

/** Gets every outcome of work that is repeated. */
export interface OutageLog {
  onFailure: (error: unknown) => void
  onSuccess: () => void
}

/** Logs each failure of repeated work once until the work succeeds again: an outage can last for thousands of them. */
export function createOutageLog({ log, clock, failing, working, facts }: OutageLogOptions): OutageLog {
  const known = new Set<string>()
  let since = 0
  return {
    onFailure(error) {
      const kind = kindOf(error)
      if (known.has(kind)) return
      if (known.size === 0) since = clock.monotonic()
      known.add(kind)
      log.warn({ error, ...facts?.() }, failing)
    },
    onSuccess() {
      if (known.size === 0) return
      known.clear()
      log.info({ ms: Math.round(clock.monotonic() - since) }, working)
    },
  }
}

function kindOf(error: unknown): string {
  return error instanceof AppError ? [error.code, error.causeCode, error.detail].join(' ') : String(error)
}
